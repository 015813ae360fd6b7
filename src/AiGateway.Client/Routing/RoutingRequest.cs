using AiGateway.Client.Context;

namespace AiGateway.Client.Routing;

/// <summary>What a routing policy may know of a request.</summary>
public readonly struct RoutingRequest
{
    /// <summary>Gets the name of the route.</summary>
    public required string Route { get; init; }

    /// <summary>Gets who is asking.</summary>
    public required GatewayCaller Caller { get; init; }

    /// <summary>Gets a value indicating whether the answer is to be streamed.</summary>
    public bool Streaming { get; init; }

    /// <summary>Gets a rough estimate of the input tokens.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the most output tokens that the request allows.</summary>
    /// <value><see langword="null"/> when it does not say.</value>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets a number that grows by one with every request of the route.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets a random number of the request: from 0 (included) to 1 (excluded).</summary>
    public double Random { get; init; }
}
