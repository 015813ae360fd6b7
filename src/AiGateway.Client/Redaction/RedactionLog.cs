using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Redaction;

internal static partial class RedactionLog
{
    [LoggerMessage(EventId = 7000, EventName = "ProcessKeyInUse", Level = LogLevel.Warning,
        Message = "Redaction has no key: pseudonyms are computed with a random one and differ from process to process. Set Redaction:Key where instances share caches or conversations")]
    public static partial void ProcessKeyInUse(ILogger logger);

    [LoggerMessage(EventId = 7001, EventName = "DecoratorOutsideRedaction", Level = LogLevel.Warning,
        Message = "{Decorator} on route {Route} is outside redaction and sees real values. Add it at stage Caching or further in, or set Redaction:OutsideDecorators to Ignore")]
    public static partial void DecoratorOutsideRedaction(ILogger logger, string decorator, string route);

    [LoggerMessage(EventId = 7002, EventName = "DryRunIncomplete", Level = LogLevel.Warning,
        Message = "A request that redaction only counts could not be searched to the end ({Reason}); with Mode set to Enforce it would be refused")]
    public static partial void DryRunIncomplete(ILogger logger, string reason);
}
