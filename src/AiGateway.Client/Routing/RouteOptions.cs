namespace AiGateway.Client.Routing;

/// <summary>A route: a name that applications use, and the targets that may serve it.</summary>
public sealed class RouteOptions
{
    /// <summary>Gets the targets by name.</summary>
    public IDictionary<string, TargetOptions> Targets { get; } = new Dictionary<string, TargetOptions>(StringComparer.OrdinalIgnoreCase);
}
