using System.Security.Cryptography;
using AiGateway.Client;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Configuration;
using AiGateway.Client.Configuration.Baselines;
using AiGateway.Client.Governance;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Routing.Tracing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gateway to an application.</summary>
public static class AiGatewayServiceCollectionExtensions
{
    /// <summary>Adds the gateway: <see cref="IChatClient"/> for the default route, keyed ones by route or alias, and <see cref="IAiGateway"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>A builder for providers and decorators.</returns>
    /// <remarks>A container has one gateway: calling this again adds to it.</remarks>
    public static IAiGatewayBuilder AddAiGateway(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(IAiGateway)))
        {
            AddGateway(services);
            AddClients(services);
            AddTransport(services);
        }

        return new AiGatewayBuilder(services);
    }

    /// <summary>Adds the gateway and reads its configuration, now and whenever it changes.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The gateway's section, customarily <c>AiGateway</c>.</param>
    /// <returns>A builder for providers and decorators.</returns>
    public static IAiGatewayBuilder AddAiGateway(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddAiGateway();
        services.AddSingleton(new GatewayConfigurationSource(configuration));
        services.AddSingleton<IConfigureOptions<AiGatewayOptions>>(
            provider => new AiGatewayOptionsSetup(configuration, provider.GetRequiredService<ProviderRegistry>(), provider.GetRequiredService<PolicyTypes>()));
        return builder;
    }

    /// <summary>Adds the gateway and configures it in code.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; runs again on every reload.</param>
    /// <returns>A builder for providers and decorators.</returns>
    public static IAiGatewayBuilder AddAiGateway(this IServiceCollection services, Action<AiGatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddAiGateway();
        services.Configure(configure);
        return builder;
    }

    private static void AddGateway(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new GatewayInstruments(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        services.AddSingleton<GenAIClients>();
        services.AddSingleton<TargetHealthRegistry>();
        services.AddSingleton<ProviderRegistry>();
        services.AddSingleton<RoutingPolicyRegistry>();
        var baselines = BaselineSet.Of(services);
        services.AddSingleton<IConfigureOptions<AiGatewayOptions>>(new BaselineSeed(baselines));

        // Of types with the same name the first one holds.
        services.AddSingleton(provider => new PolicyTypes(baselines.Combined.PolicyTypes.Concat(provider.GetServices<PolicyType>())));
        AddMetering(services);
        services.AddSingleton(provider => new AuditTrails(
            provider, provider.GetRequiredService<GatewayInstruments>(), provider.GetRequiredService<TimeProvider>(), CreateLogger(provider)));
        services.AddSingleton<IRecordBuffer>(provider => new AuditRecordBuffer(provider.GetRequiredService<AuditTrails>()));
        services.AddSingleton<ProcessKey>();
        services.AddSingleton<IRedactor, GatewayRedactor>();
        services.TryAddSingleton(_ => new RoutingRandom(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
        services.AddSingleton<IValidateOptions<AiGatewayOptions>>(provider => new AiGatewayOptionsValidator(
            provider.GetRequiredService<ProviderRegistry>(), provider.GetRequiredService<RoutingPolicyRegistry>(), CreateBaseline(provider, baselines), provider));
        services.AddOptions<AiGatewayOptions>().ValidateOnStart();
        services.AddSingleton(provider => new SnapshotBuilder(
            provider, provider.GetRequiredService<ProviderRegistry>(), provider.GetServices<GatewayDecorator>(),
            provider.GetRequiredService<RoutingPolicyRegistry>(), provider.GetRequiredService<RoutingRandom>(),
            provider.GetRequiredService<TargetHealthRegistry>(), provider.GetRequiredService<GatewayInstruments>(),
            provider.GetRequiredService<MeteringServices>(), provider.GetRequiredService<AuditTrails>(), CreateBaseline(provider, baselines), provider.GetRequiredService<TimeProvider>(), provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.TryAddSingleton<IQuotaStore>(provider => new InMemoryQuotaStore(
            provider.GetRequiredService<TimeProvider>(), provider.GetService<IQuotaHistory>()));
        services.TryAddSingleton<ICostEstimator>(_ => new CostEstimator());
        services.AddSingleton(LimitServices.Of);
        services.AddSingleton<LimitQueues>();
        services.AddSingleton<LimitsBuilder>();
        services.TryAddSingleton(_ => new CacheRandom(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
        services.AddSingleton(provider => new SemanticCache(provider, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<GatewayInstruments>()));
        services.AddSingleton(provider => new GatewayCache(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<GatewayInstruments>(), CreateLogger(provider), provider.GetRequiredService<CacheRandom>(), new SemanticTier(provider.GetRequiredService<SemanticCache>())));
        services.AddSingleton<IGatewayCache>(provider => provider.GetRequiredService<GatewayCache>());
        services.AddSingleton<CachingBuilder>();
        services.AddSingleton<GatewayRuntime>();
        services.AddSingleton<IAiGateway>(provider => provider.GetRequiredService<GatewayRuntime>());
    }

    private static BaselineValidator CreateBaseline(IServiceProvider provider, BaselineSet baselines) =>
        new(baselines, provider.GetRequiredService<ProviderRegistry>(), provider);

    private static void AddMetering(IServiceCollection services)
    {
        services.TryAddSingleton<ITokenEstimator, CalibratedTokenEstimator>();
        services.TryAddSingleton<IPriceBook>(provider => new PriceBook(provider.GetRequiredService<TimeProvider>(), CreateLogger(provider)));
        services.AddSingleton<IUsageSink, MetricsUsageSink>();
        services.AddSingleton(provider =>
        {
            var (book, time) = (provider.GetRequiredService<IPriceBook>(), provider.GetRequiredService<TimeProvider>());
            provider.GetRequiredService<GatewayInstruments>().ObservePriceTableAge(
                () => book.TableDate is { } date ? (time.GetUtcNow() - new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)).TotalDays : null);
            return new MeteringServices(book, provider.GetRequiredService<ITokenEstimator>(), provider.GetServices<IUsageSink>(), time, CreateLogger(provider));
        });
    }

    private static ILogger CreateLogger(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);

    private static void AddClients(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IAiGateway>().GetChatClient());
        services.AddKeyedSingleton(KeyedService.AnyKey, (provider, key) =>
            provider.GetRequiredService<IAiGateway>().GetChatClient(key as string ?? throw new InvalidOperationException(
                $"Keyed chat clients of the gateway are found by the name of a route; the key is a {key?.GetType().Name}.")));
    }

    private static void AddTransport(IServiceCollection services) =>
        services.AddHttpClient(ProviderHttp.ClientName).ConfigurePrimaryHttpMessageHandler(ProviderHttp.CreateHandler)

            // The factory's own loggers write addresses and headers; the gateway's log line says what matters.
            .RemoveAllLoggers();
}
