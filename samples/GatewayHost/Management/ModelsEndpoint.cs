using AiGateway.Client;
using AiGateway.Client.Configuration;

namespace GatewayHost.Management;

/// <summary><c>GET /v1/models</c>: the routes, and the aliases of routes. What is behind a route is not the client's business.</summary>
internal sealed class ModelsEndpoint(IAiGateway gateway, IConfiguration configuration, TimeProvider time)
{
    private readonly long _started = time.GetUtcNow().ToUnixTimeSeconds();

    public Task HandleAsync(HttpContext http)
    {
        var routes = gateway.Routes;
        ModelEntry[] models = [.. routes.Concat(FindAliases(routes)).Order(StringComparer.Ordinal).Select(name => new ModelEntry(name, _started))];
        return http.Response.WriteAsJsonAsync(new ModelList(models), HostJsonContext.Default.ModelList, cancellationToken: http.RequestAborted);
    }

    private IEnumerable<string> FindAliases(IReadOnlyList<string> routes) => configuration
        .GetSection($"{AiGatewayOptions.SectionName}:{nameof(AiGatewayOptions.Aliases)}").GetChildren()
        .Where(alias => routes.Contains(alias.Value, StringComparer.OrdinalIgnoreCase))
        .Select(alias => alias.Key);
}
