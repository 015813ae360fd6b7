using AiGateway.Client.Context;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.RateLimiting;

internal static partial class RateLimitLog
{
    [LoggerMessage(EventId = 6000, EventName = "RateLimitWouldRefuse", Level = LogLevel.Information,
        Message = "Request {RequestId} goes beyond rate limit {Limit} ({Unit}, by {PartitionBy}), which does not refuse it: mode DryRun")]
    public static partial void WouldBeRefused(ILogger logger, string requestId, string limit, LimitUnit unit, string partitionBy);
}
