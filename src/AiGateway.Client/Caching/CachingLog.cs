using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching;

internal static partial class CachingLog
{
    [LoggerMessage(EventId = 10000, EventName = "SharedCacheUnavailable", Level = LogLevel.Warning,
        Message = "The shared cache does not answer ({Operation}, {Reason}); requests go on without it, and it is tried again every few seconds")]
    public static partial void SharedCacheUnavailable(ILogger logger, string operation, string reason);

    [LoggerMessage(EventId = 10001, EventName = "SharedCacheAvailable", Level = LogLevel.Information, Message = "The shared cache answers again ({Operation})")]
    public static partial void SharedCacheAvailable(ILogger logger, string operation);
}
