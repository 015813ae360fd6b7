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
    /// <value>Lower is earlier; targets of equal priority are tried in the order of their names. Default 0.</value>
    public int Priority { get; set; }

    /// <summary>Gets what the target's model can do, where the adapter's word on it is to be corrected.</summary>
    public ProviderCapabilitiesOptions Capabilities { get; } = new();
}
