namespace AiGateway.Client.Context;

/// <summary>What a request changes in the rules of its route.</summary>
internal sealed class RoutingOverrides
{
    public string? Target { get; set; }

    public IList<string>? Regions { get; set; }

    public string? Classification { get; set; }

    public TimeSpan? Deadline { get; set; }

    public bool NoFallback { get; set; }

    public GatewayPriority Priority { get; set; }

    public RoutingOverrides Clone()
    {
        var clone = (RoutingOverrides)MemberwiseClone();
        clone.Regions = Regions is null ? null : [.. Regions];
        return clone;
    }
}
