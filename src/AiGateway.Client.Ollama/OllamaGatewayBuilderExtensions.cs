using AiGateway.Client.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Ollama to the gateway.</summary>
public static class OllamaGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>Ollama</c>: a local server by default, which needs no key.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddOllama(this IAiGatewayBuilder builder) => builder.AddProvider<OllamaProvider>();
}
