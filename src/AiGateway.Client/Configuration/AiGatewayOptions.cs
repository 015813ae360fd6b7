using AiGateway.Client.Providers;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;

namespace AiGateway.Client.Configuration;

/// <summary>The gateway's configuration: providers, routes, and how it reloads.</summary>
public sealed class AiGatewayOptions
{
    /// <summary>The section from which applications customarily configure the gateway.</summary>
    public const string SectionName = "AiGateway";

    /// <summary>Gets or sets the route that serves requests which name none.</summary>
    /// <value>Default <see langword="null"/>: the only route, where there is just one.</value>
    public string? DefaultRoute { get; set; }

    /// <summary>Gets the providers by name.</summary>
    public IDictionary<string, ProviderOptions> Providers { get; } = new Dictionary<string, ProviderOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the routes by name.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } = new Dictionary<string, RouteOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets other names for routes: alias to route.</summary>
    public IDictionary<string, string> Aliases { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is kept from providers, and how.</summary>
    public RedactionOptions Redaction { get; } = new();

    /// <summary>Gets or sets how long to wait after a change of the configuration for further ones before reloading.</summary>
    /// <value>Default 250 ms; from 0 to 1 minute. Editors and file watchers report one save as several changes.</value>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how long requests may go on using a configuration that has been replaced.</summary>
    /// <value>Default 5 minutes; from 0 to 1 day. After it the provider clients are disposed even if a caller never finished reading a stream.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long an asynchronous disposal of the gateway waits for requests under way.</summary>
    /// <value>Default 30 seconds; from 0 to 1 day.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the configuration path of the section, for messages.</summary>
    internal string Path { get; set; } = SectionName;

    /// <summary>Gets what was wrong with the text of the configuration, found while it was read.</summary>
    internal ICollection<string> ReadErrors { get; } = [];

    internal string? ResolvedDefaultRoute => DefaultRoute ?? (Routes.Count == 1 ? Routes.Keys.First() : null);
}
