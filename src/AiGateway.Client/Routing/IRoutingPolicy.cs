namespace AiGateway.Client.Routing;

/// <summary>Decides in which order targets are tried. Policies are found by name: <c>Routes:chat:Policy</c>.</summary>
/// <remarks>
/// Targets that cannot serve the request have been left out; targets that are unavailable just now are passed over later.
/// A policy is a singleton and is called by many requests at once: it must neither wait nor allocate.
/// </remarks>
public interface IRoutingPolicy
{
    /// <summary>Gets the name by which configuration refers to the policy; compared without case.</summary>
    string Name { get; }

    /// <summary>Orders targets of equal priority, best first.</summary>
    /// <param name="targets">The targets, to be sorted in place; at least two.</param>
    /// <param name="request">The request.</param>
    void Order(Span<RouteTarget> targets, in RoutingRequest request);
}
