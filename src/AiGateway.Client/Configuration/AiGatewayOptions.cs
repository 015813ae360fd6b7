using AiGateway.Client.Auditing;
using AiGateway.Client.Budgets;
using AiGateway.Client.Caching;
using AiGateway.Client.Governance;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;

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

    /// <summary>Gets prices by any name: contracts, corrections, and models that no list knows. They win over price files and the built-in table.</summary>
    public IDictionary<string, PriceOptions> Prices { get; } = new Dictionary<string, PriceOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets how usage is priced.</summary>
    public MeteringOptions Metering { get; } = new();

    /// <summary>Gets the rate limits by name. A request must fit all of them.</summary>
    public IDictionary<string, RateLimitOptions> RateLimits { get; } = new Dictionary<string, RateLimitOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the budgets by name. A request must fit all of them.</summary>
    public IDictionary<string, BudgetOptions> Budgets { get; } = new Dictionary<string, BudgetOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how long what a request has reserved of rate limits and budgets holds, if the request is never heard of again.</summary>
    /// <value>Default 10 minutes; from 1 second to 1 day. It should be longer than any request takes.</value>
    public TimeSpan QuotaLeaseTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how answers are kept for those who ask the same again.</summary>
    public CachingOptions Caching { get; } = new();

    /// <summary>Gets what is kept from providers, and how.</summary>
    public RedactionOptions Redaction { get; } = new();

    /// <summary>Gets the policies.</summary>
    public GovernanceOptions Governance { get; } = new();

    /// <summary>Gets how requests are audited.</summary>
    public AuditOptions Auditing { get; } = new();

    /// <summary>Gets what signals hold beyond names and numbers.</summary>
    public TelemetryOptions Telemetry { get; } = new();

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

    /// <summary>Gets the price files as they were found to be when the options were checked.</summary>
    internal IList<PriceFile> OpenedPriceFiles { get; } = [];

    internal string? ResolvedDefaultRoute => DefaultRoute ?? (Routes.Count == 1 ? Routes.Keys.First() : null);
}
