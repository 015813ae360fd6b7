namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Results of one entity in sentences.</summary>
internal sealed class SentenceCounts
{
    public int Expected { get; set; }

    public int Found { get; set; }

    public int FalseHits { get; set; }
}
