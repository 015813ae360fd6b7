using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>How a flight has ended.</summary>
internal sealed class FlightResult
{
    /// <summary>Gets what it says in the result of whoever started the flight.</summary>
    public GatewayCacheResult Status { get; init; } = GatewayCacheResult.Miss;

    /// <summary>Gets the answer that all share; <see langword="null"/> after a failure, or where it was too long to keep.</summary>
    public ChatResponse? Shared { get; init; }

    /// <summary>Gets the answer as the provider gave it, for whoever started a plain flight.</summary>
    public ChatResponse? Original { get; init; }

    /// <summary>Gets the stored answer that ended the flight, where no provider was asked.</summary>
    public CachedAnswer? Found { get; init; }

    /// <summary>Gets how it was found, where another question was answered with it.</summary>
    public SemanticLookup? Match { get; init; }

    public Exception? Failure { get; init; }

    /// <summary>Gets what is known of what the answer cost.</summary>
    public CachedAnswer Origin { get; init; } = CachedAnswer.None;
}
