namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Results of one entity.</summary>
internal sealed class RedactionCounts
{
    public int Positives { get; set; }

    public int Found { get; set; }

    public int Negatives { get; set; }

    public int Flagged { get; set; }
}
