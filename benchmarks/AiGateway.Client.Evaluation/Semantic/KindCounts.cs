namespace AiGateway.Client.Evaluation.Semantic;

/// <summary>What the gates do with the pairs of one kind.</summary>
internal sealed class KindCounts
{
    /// <summary>Gets or sets the number of pairs that need different answers.</summary>
    public int Different { get; set; }

    /// <summary>Gets or sets how many of them the gates let through.</summary>
    public int LetThrough { get; set; }

    /// <summary>Gets or sets the number of pairs with one answer.</summary>
    public int Same { get; set; }

    /// <summary>Gets or sets how many of them the gates stop.</summary>
    public int Stopped { get; set; }
}
