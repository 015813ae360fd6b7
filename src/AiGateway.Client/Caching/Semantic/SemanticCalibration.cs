namespace AiGateway.Client.Caching.Semantic;

/// <summary>What labelled pairs say about a threshold.</summary>
public sealed class SemanticCalibration
{
    /// <summary>Gets the lowest threshold for which the pairs prove that false hits stay below the cap, with 95 % confidence.</summary>
    /// <value><see langword="null"/> when there are too few pairs to prove it, or too many false hits.</value>
    public double? Threshold { get; internal init; }

    /// <summary>Gets the lowest threshold at which false hits among these pairs stay below the cap. With few pairs this is luck.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public double? ObservedThreshold { get; internal init; }

    /// <summary>Gets the share of pairs with one answer that are hits at <see cref="Threshold"/>, or at <see cref="ObservedThreshold"/> where there is no other.</summary>
    /// <value>From 0 to 1.</value>
    public double HitRate { get; internal init; }

    /// <summary>Gets the share of hits at that threshold that are false.</summary>
    /// <value>From 0 to 1.</value>
    public double FalseHitRate { get; internal init; }

    /// <summary>Gets what the share of false hits may really be: the upper end of its interval of Clopper and Pearson, one-sided, at 95 %.</summary>
    /// <value>From 0 to 1.</value>
    public double FalseHitRateUpperBound { get; internal init; }

    /// <summary>Gets the number of pairs that are hits at that threshold.</summary>
    public int Hits { get; internal init; }

    /// <summary>Gets the number of them that are false.</summary>
    public int FalseHits { get; internal init; }

    /// <summary>Gets the number of pairs with one answer that the gates stop, whatever the threshold.</summary>
    public int SameStopped { get; internal init; }

    /// <summary>Gets the number of pairs with different answers that the gates stop, whatever the threshold.</summary>
    public int DifferentStopped { get; internal init; }

    /// <summary>Gets the number of pairs.</summary>
    public int Pairs { get; internal init; }

    /// <summary>Gets how many hits without a false one it takes to prove the cap.</summary>
    public int HitsToProve { get; internal init; }
}
