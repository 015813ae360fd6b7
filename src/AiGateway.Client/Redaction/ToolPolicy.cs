namespace AiGateway.Client.Redaction;

/// <summary>What a tool gets when a model calls it with pseudonyms.</summary>
public enum ToolPolicy
{
    /// <summary>The real values.</summary>
    Restore,

    /// <summary>The pseudonyms.</summary>
    KeepPseudonyms,

    /// <summary>Nothing: the answer that calls it is refused.</summary>
    Block,
}
