using AiGateway.Client.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OpenAI, and endpoints that speak its protocol, to the gateway.</summary>
public static class OpenAIGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>OpenAI</c>. Its key comes from configuration, <c>OPENAI_API_KEY</c> or a credential callback.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddOpenAI(this IAiGatewayBuilder builder) => builder.AddProvider<OpenAIProvider>();

    /// <summary>Adds provider type <c>OpenAICompatible</c>: a known endpoint by <c>Preset</c>, or another by <c>Endpoint</c>.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddOpenAICompatible(this IAiGatewayBuilder builder) => builder.AddProvider<OpenAICompatibleProvider>();
}
