using AiGateway.Client.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Contoso.Ai;

/// <summary>The one way by which applications of the organisation reach a model.</summary>
public static class ContosoAiExtensions
{
    /// <summary>Adds the gateway with the organisation's rules. Applications bring providers, routes and tighter settings.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration; its section <c>AiGateway</c> is read.</param>
    /// <returns>A builder for providers and decorators.</returns>
    public static IAiGatewayBuilder AddContosoAi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddAiGateway(configuration.GetSection("AiGateway")).UseBaseline(ContosoBaseline.Apply);
    }
}
