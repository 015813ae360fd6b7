namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Results of one entity's validator.</summary>
internal sealed class ValidatorCounts
{
    public int Valid { get; set; }

    public int Accepted { get; set; }

    public int Invalid { get; set; }

    public int Rejected { get; set; }
}
