namespace AiGateway.Client.Auditing.Chain;

/// <summary>What is wrong at a place of a chain.</summary>
public enum AuditFindingKind
{
    /// <summary>The entry is not as it was written.</summary>
    Changed,

    /// <summary>The entry cannot be read as one.</summary>
    Unreadable,

    /// <summary>Entries are missing.</summary>
    Missing,

    /// <summary>The entry stands in another place than where it was written, or twice.</summary>
    Reordered,

    /// <summary>The entry does not follow from the one before: that one, or everything up to it, was written anew.</summary>
    Unchained,

    /// <summary>The last entry is not whole: the writer was killed while it wrote, or the file was cut off.</summary>
    CutOff,

    /// <summary>The chain had gone further than it does now.</summary>
    Truncated,

    /// <summary>The entry is not the one that a checkpoint has seen.</summary>
    Contradicted,

    /// <summary>A checkpoint was not sealed with the key of the chain.</summary>
    Unsealed,
}
