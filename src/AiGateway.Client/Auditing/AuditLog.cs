using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing;

internal static partial class AuditLog
{
    [LoggerMessage(EventId = 12000, EventName = "AuditRecord", Level = LogLevel.Information, Message = "Audit {Writer} {Sequence}: {Entry}")]
    public static partial void Record(ILogger logger, string writer, long sequence, string entry);

    [LoggerMessage(EventId = 12001, EventName = "AuditCheckpoint", Level = LogLevel.Information,
        Message = "Audit chain {Writer} is at record {Sequence} with hash {Hash}, final: {IsFinal}, seal {Seal}")]
    public static partial void Checkpoint(ILogger logger, string writer, long sequence, string hash, bool isFinal, string? seal);

    [LoggerMessage(EventId = 12002, EventName = "AuditSinkFailed", Level = LogLevel.Error,
        Message = "Audit sink {Sink} cannot write: {ExceptionType}. Records wait, up to {Capacity}, and it is tried again")]
    public static partial void SinkFailed(ILogger logger, string sink, string exceptionType, int capacity);

    [LoggerMessage(EventId = 12003, EventName = "AuditSinkRecovered", Level = LogLevel.Information, Message = "Audit sink {Sink} can write again after {Failures} failures")]
    public static partial void SinkRecovered(ILogger logger, string sink, int failures);

    [LoggerMessage(EventId = 12004, EventName = "AuditQueueFull", Level = LogLevel.Error,
        Message = "{Capacity} audit records are under way and there is no room for more; requests are handled by {Mode} until there is")]
    public static partial void QueueFull(ILogger logger, int capacity, AuditQueueMode mode);

    [LoggerMessage(EventId = 12005, EventName = "AuditRecordsLost", Level = LogLevel.Error, Message = "{Count} audit records could not be written before the end and are lost")]
    public static partial void Lost(ILogger logger, long count);

    [LoggerMessage(EventId = 12006, EventName = "AuditRecordsExpired", Level = LogLevel.Information,
        Message = "Audit sink {Sink} has deleted {Count} records or files of before {Before:u}")]
    public static partial void Expired(ILogger logger, string sink, long count, DateTimeOffset before);

    [LoggerMessage(EventId = 12007, EventName = "AuditProcessKeyInUse", Level = LogLevel.Warning,
        Message = "Auditing has no key: users and content are hashed with a random one, and the hashes mean nothing after the end of the process. Set Auditing:Key or Auditing:KeyFolder")]
    public static partial void ProcessKeyInUse(ILogger logger);

    [LoggerMessage(EventId = 12008, EventName = "AuditExpiryFailed", Level = LogLevel.Warning,
        Message = "Audit sink {Sink} cannot delete old records: {ExceptionType}. It is tried again in an hour")]
    public static partial void ExpiryFailed(ILogger logger, string sink, string exceptionType);

    [LoggerMessage(EventId = 12009, EventName = "AuditOpened", Level = LogLevel.Information, Message = "Requests are audited to {Sinks} in chain {Writer}")]
    public static partial void Opened(ILogger logger, string sinks, string writer);
}
