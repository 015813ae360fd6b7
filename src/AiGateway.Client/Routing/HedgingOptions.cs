namespace AiGateway.Client.Routing;

/// <summary>Asks a second target while the first has not answered, and takes the answer that comes first. The loser is cancelled; it may still cost.</summary>
public sealed class HedgingOptions
{
    /// <summary>Gets or sets how long the first target may take to its answer or its first token before the next is asked.</summary>
    /// <value>Default 0: no hedging; up to 10 minutes.</value>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets or sets the percentile of the target's own latencies that replaces <see cref="Delay"/> once enough have been seen.</summary>
    /// <value>Default <see langword="null"/>: the delay stays fixed; above 0, below 1, such as 0.95.</value>
    public double? Percentile { get; set; }

    /// <summary>Gets or sets how many targets may be asked besides the first.</summary>
    /// <value>Default 1; from 1 to 5.</value>
    public int MaxHedges { get; set; } = 1;

    internal bool Enabled => Delay > TimeSpan.Zero;
}
