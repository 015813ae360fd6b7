using AiGateway.Client.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Azure OpenAI to the gateway.</summary>
public static class AzureOpenAIGatewayBuilderExtensions
{
    /// <summary>Adds provider type <c>AzureOpenAI</c>. It proves who asks with a key, or with Entra ID where no key is configured.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddAzureOpenAI(this IAiGatewayBuilder builder) => builder.AddProvider<AzureOpenAIProvider>();
}
