namespace AiGateway.Client.Context;

/// <summary>What one request asks of the cache.</summary>
public sealed record CacheControl
{
    /// <summary>Gets a value indicating whether the cache is to be left aside: nothing is looked up, shared or stored.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Bypass { get; init; }

    /// <summary>Gets a value indicating whether the answer is not to be stored. A stored one is still used.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool NoStore { get; init; }

    /// <summary>Gets a value indicating whether a provider is to be asked in any case. The answer replaces the stored one.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Refresh { get; init; }

    /// <summary>Gets how long the answer is to be kept.</summary>
    /// <value>Default <see langword="null"/>: as configured. Zero or less: it is not stored.</value>
    public TimeSpan? TimeToLive { get; init; }

    internal bool Stores => !Bypass && !NoStore && TimeToLive is not { Ticks: <= 0 };
}
