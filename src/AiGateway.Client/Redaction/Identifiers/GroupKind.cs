namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>What a group of an identifier consists of.</summary>
internal enum GroupKind
{
    /// <summary>Digits only.</summary>
    Digits,

    /// <summary>Letters only.</summary>
    Letters,

    /// <summary>Letters and digits.</summary>
    Mixed,
}
