using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Metering;

/// <summary>Writes one line to the log for each record. The log line of the request has its cost without it; this one is per attempt.</summary>
public sealed class LogUsageSink : IUsageSink
{
    private readonly ILogger _logger;

    /// <summary>Initializes a new instance of the <see cref="LogUsageSink"/> class.</summary>
    /// <param name="loggerFactory">The application's logging.</param>
    public LogUsageSink(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _logger = loggerFactory.CreateLogger(GatewayTelemetry.SourceName);
    }

    /// <inheritdoc />
    public bool IsEnabled => _logger.IsEnabled(LogLevel.Information);

    /// <inheritdoc />
    public void Record(UsageRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        MeteringLog.Usage(
            _logger, record.RequestId, record.Provider, record.ResponseModel ?? record.Model, record.Usage.TotalInput, record.Usage.TotalOutput, record.Cost, record.Status,
            record.DisplayCost, record.DisplayCurrency);
    }
}
