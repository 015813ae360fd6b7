namespace AiGateway.Client.Routing;

/// <summary>A route of the current snapshot.</summary>
/// <param name="Name">The route's name.</param>
/// <param name="Targets">Its targets in the order in which they are tried.</param>
internal sealed record Route(string Name, IReadOnlyList<Target> Targets);
