using AiGateway.Client.Metering;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Quotas;

/// <summary>What limits work with. It outlives reloads of the configuration.</summary>
internal sealed record LimitServices(
    IQuotaStore Store, ICostEstimator Estimator, IPriceBook Prices, OutputStatistics Outputs, TimeProvider Time, GatewayInstruments Instruments, ILogger Logger)
{
    /// <summary>Finds them in an application, or makes those that it does not have.</summary>
    public static LimitServices Of(IServiceProvider services)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        return new LimitServices(
            services.GetService<IQuotaStore>() ?? new InMemoryQuotaStore(time, services.GetService<IQuotaHistory>()), services.GetService<ICostEstimator>() ?? new CostEstimator(),
            services.GetService<IPriceBook>() ?? new PriceBook(time, logger), new OutputStatistics(), time,
            services.GetService<GatewayInstruments>() ?? new GatewayInstruments(null), logger);
    }
}
