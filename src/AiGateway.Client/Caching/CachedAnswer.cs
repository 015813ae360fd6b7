using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>An answer that is kept, and what is known of it. Nobody changes it: everybody gets a copy.</summary>
internal sealed record CachedAnswer
{
    /// <summary>Nothing, of which nothing is known.</summary>
    public static readonly CachedAnswer None = new();

    /// <summary>Gets the answer; <see langword="null"/> where it is remembered that there is none.</summary>
    public ChatResponse? Response { get; init; }

    /// <summary>Gets why there is none.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>Gets what the answer cost, in nano-USD.</summary>
    public long CostNanos { get; init; }

    public string Provider { get; init; } = "";

    public string Model { get; init; } = "";

    public string Target { get; init; } = "";

    /// <summary>Gets the name of the route that it was given on.</summary>
    public string Route { get; init; } = "";

    /// <summary>Gets until when the answer is good.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets until when it may be given while a new one is fetched.</summary>
    public DateTimeOffset StaleUntil { get; init; }

    /// <summary>Gets the state of the epochs in which it was asked for.</summary>
    public ulong Epoch { get; init; }

    /// <summary>Gets the bytes that it takes, its key left out.</summary>
    public int Size { get; init; }
}
