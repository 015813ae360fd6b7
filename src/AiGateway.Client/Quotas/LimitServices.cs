using AiGateway.Client.Metering;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Quotas;

/// <summary>What limits work with. It outlives reloads of the configuration.</summary>
internal sealed record LimitServices(
    IQuotaStore Store, ICostEstimator Estimator, IPriceBook Prices, OutputStatistics Outputs, TimeProvider Time, GatewayInstruments Instruments, ILogger Logger) : IDisposable
{
    /// <summary>Finds them in an application, or makes those that it does not have.</summary>
    public static LimitServices Of(IServiceProvider services)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        var instruments = services.GetService<GatewayInstruments>() ?? new GatewayInstruments(null);
        return new LimitServices(
            GuardedQuotaStore.Guard(services.GetService<IQuotaStore>() ?? new InMemoryQuotaStore(time, services.GetService<IQuotaHistory>()), time, instruments, logger),
            services.GetService<ICostEstimator>() ?? new CostEstimator(),
            services.GetService<IPriceBook>() ?? new PriceBook(time, logger), new OutputStatistics(), time,
            instruments, logger);
    }

    /// <summary>Ends the guard of the store; the store itself is the container's.</summary>
    public void Dispose() => (Store as GuardedQuotaStore)?.Dispose();
}
