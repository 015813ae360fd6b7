namespace AiGateway.Client.Quotas;

/// <summary>What a counter counts: a limit, a partition, and a window. The window is part of the key, so nothing is ever reset.</summary>
internal readonly struct CounterKey(QuotaRule rule, string partition, long start, long end) : IEquatable<CounterKey>
{
    private readonly string _rule = rule.Id;
    private readonly string _partition = partition;
    private readonly int _hash = unchecked((((rule.IdHash * 397) ^ partition.GetHashCode()) * 397) ^ (start ^ end).GetHashCode());

    public long Start { get; } = start;

    public long End { get; } = end;

    public bool Equals(CounterKey other) => Start == other.Start && End == other.End && _partition == other._partition && _rule == other._rule;

    public override bool Equals(object? obj) => obj is CounterKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
