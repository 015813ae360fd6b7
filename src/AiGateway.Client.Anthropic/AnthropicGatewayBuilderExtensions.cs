using AiGateway.Client.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Anthropic to the gateway.</summary>
public static class AnthropicGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>Anthropic</c>. Its key comes from configuration, <c>ANTHROPIC_API_KEY</c> or a credential callback.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddAnthropic(this IAiGatewayBuilder builder) => builder.AddProvider<AnthropicProvider>();
}
