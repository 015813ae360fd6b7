using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Quotas;

internal static partial class QuotaStoreLog
{
    [LoggerMessage(EventId = 8000, EventName = "QuotaStoreOutageBegan", Level = LogLevel.Error,
        Message = "The quota store does not answer: {Failure} ({ExceptionType}). Until it does, each limit goes by its OnStoreFailure")]
    public static partial void OutageBegan(ILogger logger, QuotaStoreFailure failure, string exceptionType);

    [LoggerMessage(EventId = 8001, EventName = "QuotaStoreOutageEnded", Level = LogLevel.Warning,
        Message = "The quota store answers again after {Seconds:0.###} s. Without it {Affected} reservations were decided; {Replayed} requests were counted late, {Dropped} will not be")]
    public static partial void OutageEnded(ILogger logger, double seconds, long affected, long replayed, long dropped);

    [LoggerMessage(EventId = 8002, EventName = "QuotaSettlementsLost", Level = LogLevel.Error,
        Message = "The application ends while the quota store is down: {Count} requests will not be counted. Their reservations end with their leases")]
    public static partial void SettlementsLost(ILogger logger, int count);
}
