using AiGateway.Client.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the simulated provider to the gateway.</summary>
public static class SimulatedGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>Simulated</c>, which answers from its configuration and contacts nobody.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddSimulated(this IAiGatewayBuilder builder) => builder.AddProvider<SimulatedProvider>();
}
