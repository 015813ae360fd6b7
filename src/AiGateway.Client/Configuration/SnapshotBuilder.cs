using System.Collections.Frozen;
using AiGateway.Client.Auditing.Content;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Configuration.Baselines;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Redaction;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Routing.Tracing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Configuration;

/// <summary>Builds the snapshot of a validated configuration: provider clients, targets, routes and the pipeline of every route.</summary>
internal sealed class SnapshotBuilder(
    IServiceProvider services,
    ProviderRegistry providers,
    IEnumerable<GatewayDecorator> decorators,
    RoutingPolicyRegistry policies,
    RoutingRandom random,
    TargetHealthRegistry health,
    GatewayInstruments instruments,
    MeteringServices metering,
    AuditTrails audits,
    BaselineValidator baseline,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory)
{
    private readonly PipelineBuilder _pipeline = new(decorators, services);
    private readonly ILogger _logger = loggerFactory.CreateLogger(GatewayTelemetry.SourceName);
    private readonly DroppedOptionWarnings _droppedOptions = new(loggerFactory.CreateLogger(GatewayTelemetry.SourceName));

    /// <summary>Builds a snapshot; on failure the clients that were made until then are disposed.</summary>
    public GatewaySnapshot Build(AiGatewayOptions options)
    {
        var targets = new List<IChatClient>();
        try
        {
            return Build(options, targets);
        }
        catch
        {
            targets.ForEach(client => client.Dispose());
            throw;
        }
    }

    private GatewaySnapshot Build(AiGatewayOptions options, List<IChatClient> targets)
    {
        baseline.Enforce(options);
        var version = ConfigurationVersion.Of(options);
        var limits = services.GetRequiredService<LimitsBuilder>().Build(options);
        var routes = options.Routes.Select(route => CreateRoute(options, route.Key, route.Value, limits, targets)).ToList();
        var table = new RouteTable(routes, options.Aliases);
        var redaction = CreateRedaction(options);
        var governance = CreateGovernance(options);
        var audit = audits.Lease(options.Auditing, baseline.Rules.AuditSinks);
        var lease = new FlightLease();
        var stages = CreateStages(options, limits, table, redaction, governance, audit, lease);
        var shared = new SharedChatClient(stages);
        var pipelines = table.Routes.ToFrozenDictionary(
            route => route.Name, route => _pipeline.Wrap(CreateEntry(options, shared, table, route.Name, version, redaction, audit), GatewayStage.Outer), StringComparer.OrdinalIgnoreCase);
        OutsideDecorators.Check(options, pipelines, _logger);
        if (baseline.Rules.ForbidsContentLogging)
        {
            ContentLoggers.Refuse([.. pipelines.Values, .. targets]);
        }

        // The last step, which cannot fail: a configuration that is refused changes no price, and no tag of a metric.
        instruments.Callers = options.Telemetry;
        (metering.Book as PriceBook)?.Use(options.Prices, options.Metering, options.OpenedPriceFiles);
        return lease.Snapshot = new GatewaySnapshot(options, version, table, pipelines, redaction, limits, owned: [.. pipelines.Values, stages]);
    }

    private RedactionEngine CreateRedaction(AiGatewayOptions options) => new(
        options.Redaction, services.GetServices<IEntityDetector>(), services.GetRequiredService<ProcessKey>(), timeProvider, _logger);

    // A change elsewhere is no other policy: stored answers stay.
    private GovernanceEngine CreateGovernance(AiGatewayOptions options) => new(
        options.Governance, services.GetRequiredService<PolicyTypes>(), services, ConfigurationVersion.OfPart(options.Governance), timeProvider, instruments, _logger);

    // The decorators of a stage go around the gateway's own.
    private IChatClient CreateStages(
        AiGatewayOptions options, GatewayLimits limits, RouteTable table, RedactionEngine redaction, GovernanceEngine governance, AuditTrail? audit, FlightLease lease)
    {
        var client = _pipeline.Wrap(new GatewayRoutingChatClient(table, new ShadowRunner(_logger), _logger), GatewayStage.Routing);
        client = _pipeline.Wrap(limits.AddBudgets(client, table), GatewayStage.Budgets);
        client = _pipeline.Wrap(limits.AddRateLimits(client, table), GatewayStage.RateLimits);
        client = _pipeline.Wrap(services.GetRequiredService<CachingBuilder>().AddCache(client, options, table, lease), GatewayStage.Caching);
        client = audit is null ? client : new AuditContentChatClient(client, () => audits.Release(audit));
        client = options.Redaction.IsOn ? new RedactionChatClient(client, redaction) : client;
        client = _pipeline.Wrap(client, GatewayStage.Redaction);
        client = governance.IsOn ? new GovernanceChatClient(client, governance) : client;
        return _pipeline.Wrap(client, GatewayStage.Governance, GatewayStage.Entry);
    }

    private EntryChatClient CreateEntry(
        AiGatewayOptions options, IChatClient inner, RouteTable table, string route, string version, RedactionEngine redaction, AuditTrail? audit) => new(inner, new EntrySettings
        {
            ResolveRoute = requested => requested is null ? route : table.Get(requested, redaction.Describe).Name,
            TimeProvider = timeProvider,
            Logger = _logger,
            Instruments = instruments,
            CallerProvider = services.GetService<ICallerProvider>(),
            Auditor = audit,
            Telemetry = options.Telemetry,
            ConfigurationVersion = version,
        });

    private Route CreateRoute(AiGatewayOptions options, string name, RouteOptions route, GatewayLimits limits, List<IChatClient> clients) => new(
        name, route, route.Targets.SelectMany(target => CreateTargets(options, route, target.Key, target.Value, clients)).ToList(),
        policies.Find(route.Policy)!, random, timeProvider)
    {
        AttemptQuota = limits.Attempts,
    };

    private IEnumerable<RouteTarget> CreateTargets(AiGatewayOptions options, RouteOptions route, string name, TargetOptions target, List<IChatClient> clients)
    {
        var providerName = options.Providers.Keys.First(key => key.Equals(target.Provider, StringComparison.OrdinalIgnoreCase));
        var context = new ProviderContext(providerName, $"{options.Path}:Providers:{providerName}", options.Providers[providerName], services);
        return context.ForEachKey().Select(key => CreateTarget(options, route, name, target, key, clients));
    }

    private RouteTarget CreateTarget(AiGatewayOptions options, RouteOptions route, string name, TargetOptions target, ProviderContext context, List<IChatClient> clients)
    {
        var adapter = providers.Find(context.Options.Type)!;
        var subject = new MeterSubject(context.Name, target.Model, context.Options.Region, adapter.GetUsageProfile(context, target.Model));
        var meter = new AttemptMeter(metering, options.Metering, subject);
        IChatClient provider = new ProviderChatClient(adapter.CreateClient(context, target.Model), adapter, context, name, target.Model, _droppedOptions);
        var client = _pipeline.Wrap(Trace(options, provider, name, adapter, context, meter), GatewayStage.Attempt);
        clients.Add(client);
        var targetHealth = health.Get(Identity(context, target.Model), context.Name, target.Model);
        var breaker = route.Breaker.Enabled ? targetHealth.GetBreaker(route.Breaker.Settings) : null;
        return new RouteTarget(name, target, context, adapter, targetHealth, breaker, client) { Meter = meter };
    }

    private IChatClient Trace(AiGatewayOptions options, IChatClient provider, string name, IChatProvider adapter, ProviderContext context, AttemptMeter meter) =>
        !options.Telemetry.GenAI ? provider : services.GetRequiredService<GenAIClients>().Wrap(
            provider,
            new GenAISubject(name, context.KeyName, meter, (exception, capture) => RouteTarget.Classify(adapter, timeProvider, exception, capture)),
            options.Telemetry.EnableSensitiveData);

    // Names may change in a reload; endpoint, model and key say what is really asked.
    private static string Identity(ProviderContext context, string model) =>
        string.Join('|', context.Options.Type.ToUpperInvariant(), context.Options.Endpoint?.AbsoluteUri ?? context.Name, model, context.KeyIdentity());
}
