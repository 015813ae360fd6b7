namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Results of one rule.</summary>
internal sealed class SecretCounts
{
    /// <summary>Gets or sets the number of texts with a secret.</summary>
    public int N { get; set; }

    public int Found { get; set; }

    public int Negatives { get; set; }

    public int Flagged { get; set; }
}
