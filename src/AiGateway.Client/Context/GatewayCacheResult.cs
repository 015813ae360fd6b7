namespace AiGateway.Client.Context;

/// <summary>What the cache had to do with the answer to one request.</summary>
public sealed record GatewayCacheResult
{
    internal static readonly GatewayCacheResult None = new();
    internal static readonly GatewayCacheResult Miss = new() { Status = CacheStatus.Miss };
    internal static readonly GatewayCacheResult Hit = new() { Status = CacheStatus.Hit };
    internal static readonly GatewayCacheResult Stale = new() { Status = CacheStatus.Stale };
    internal static readonly GatewayCacheResult Coalesced = new() { Status = CacheStatus.Coalesced };

    private static readonly GatewayCacheResult[] Bypasses =
        Array.ConvertAll(Enum.GetValues<CacheBypass>(), static reason => new GatewayCacheResult { Status = CacheStatus.Bypass, Reason = reason });

    /// <summary>Gets what became of the request.</summary>
    public CacheStatus Status { get; init; }

    /// <summary>Gets why the cache took no part.</summary>
    /// <value><see cref="CacheBypass.None"/> unless <see cref="Status"/> is <see cref="CacheStatus.Bypass"/>.</value>
    public CacheBypass Reason { get; init; }

    /// <summary>Gets how similar the question was whose answer was given.</summary>
    /// <value>From 0 to 1; <see langword="null"/> unless <see cref="Status"/> is <see cref="CacheStatus.SemanticHit"/>.</value>
    public double? Score { get; init; }

    internal static GatewayCacheResult Bypass(CacheBypass reason) => Bypasses[(int)reason];
}
