namespace AiGateway.Client.Redaction.Detectors;

/// <summary>What a word with a digit consists of.</summary>
internal enum WordKind
{
    /// <summary>ASCII digits only.</summary>
    Number,

    /// <summary>ASCII letters and digits.</summary>
    Mixed,
}
