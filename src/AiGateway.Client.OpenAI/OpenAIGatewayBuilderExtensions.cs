using AiGateway.Client.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OpenAI to the gateway.</summary>
public static class OpenAIGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>OpenAI</c>. Its key comes from configuration, <c>OPENAI_API_KEY</c> or a credential callback.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddOpenAI(this IAiGatewayBuilder builder) => builder.AddProvider<OpenAIProvider>();
}
