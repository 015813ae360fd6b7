using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>What a flight asks, in its own context: it does not end with the caller who started it.</summary>
internal sealed record FlightRequest(IChatClient Inner, IReadOnlyList<ChatMessage> Messages, GatewayChatOptions Options, OwnedKey Key, bool Streamed)
{
    public GatewayContext Context => Options.Context!;

    public required CachingOptions Settings { get; init; }

    public required ulong Epoch { get; init; }

    /// <summary>Gets a value indicating whether the epoch is the one that other processes see. Without it, nothing is looked up or stored where they see it.</summary>
    public bool IsEpochKnown { get; init; } = true;

    /// <summary>Gets the number of bytes of the key before the last user text; -1 where there is none.</summary>
    public required int FingerprintLength { get; init; }

    /// <summary>Gets a value indicating whether a stored answer may end the flight.</summary>
    public required bool LooksUp { get; init; }

    public required bool Stores { get; init; }

    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Gets or sets what the semantic tier has found out, so that the answer can be stored without a second embedding.</summary>
    public SemanticLookup? Lookup { get; set; }

    /// <summary>Gets what keeps the clients below alive until the flight has ended.</summary>
    public Action? Release { get; init; }
}
