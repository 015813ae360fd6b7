using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Metering;

/// <summary>What every meter works with.</summary>
internal sealed class MeteringServices(IPriceBook book, ITokenEstimator estimator, IEnumerable<IUsageSink> sinks, TimeProvider time, ILogger logger)
{
    public IPriceBook Book => book;

    public ITokenEstimator Estimator => estimator;

    public IUsageSink[] Sinks { get; } = [.. sinks];

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
