namespace AiGateway.Client.Caching;

/// <summary>What is to be done with a request: nothing (the cache takes no part), an answer to give, or a flight to wait for.</summary>
internal readonly record struct CacheStep
{
    public CachedAnswer? Answer { get; init; }

    public Flight? Flight { get; init; }

    /// <summary>Gets the partition whose epoch has to be read before anything can be said.</summary>
    public ulong? Unknown { get; init; }

    /// <summary>Gets a value indicating whether the request has started the flight, and pays for it.</summary>
    public bool IsOwner { get; init; }
}
