using AiGateway.Client.Providers;

namespace AiGateway.Client.Routing;

/// <summary>One model at one provider that may serve a route.</summary>
public sealed class TargetOptions
{
    /// <summary>Gets or sets the provider's name as configured under <c>Providers</c>.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Gets or sets the model or deployment to ask for.</summary>
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the order in which targets are tried.</summary>
    /// <value>Lower is earlier; targets of equal priority are ordered by the route's policy. Default 0.</value>
    public int Priority { get; set; }

    /// <summary>Gets or sets the share of requests that the target gets under a policy that weighs targets of equal priority.</summary>
    /// <value>Default 1; from 0 (only when no other is left) to 1,000,000.</value>
    public int Weight { get; set; } = 1;

    /// <summary>Gets or sets the number of attempts that may be under way at the target at once, in this process.</summary>
    /// <value>Default <see langword="null"/>: no limit; at least 1.</value>
    public int? MaxConcurrency { get; set; }

    /// <summary>Gets what the target's model can do, where the adapter's word on it is to be corrected.</summary>
    public ProviderCapabilitiesOptions Capabilities { get; } = new();
}
