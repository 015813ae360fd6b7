using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Quotas;

internal static partial class LimitLog
{
    [LoggerMessage(EventId = 6200, EventName = "QuotaSettleFailed", Level = LogLevel.Error,
        Message = "What request {RequestId} used could not be counted: the quota store threw {ExceptionType}. Its reservation ends with its lease; the answer is not affected")]
    public static partial void SettleFailed(ILogger logger, string requestId, string exceptionType);
}
