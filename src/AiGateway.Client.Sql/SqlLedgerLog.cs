using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Sql;

internal static partial class SqlLedgerLog
{
    [LoggerMessage(EventId = 9000, EventName = "LedgerOpened", Level = LogLevel.Information, Message = "The ledger on {Dialect} is open; this is instance {Instance}")]
    public static partial void Opened(ILogger logger, string dialect, string instance);

    [LoggerMessage(EventId = 9001, EventName = "LedgerUnavailable", Level = LogLevel.Error,
        Message = "The ledger cannot be written: {Error}. Records wait, up to {Capacity}, and it is tried again")]
    public static partial void Unavailable(ILogger logger, string error, int capacity);

    [LoggerMessage(EventId = 9002, EventName = "LedgerRecovered", Level = LogLevel.Information,
        Message = "The ledger can be written again after {Seconds:0.0} s and {Failures} failures; {Waiting} records waited")]
    public static partial void Recovered(ILogger logger, double seconds, int failures, int waiting);

    [LoggerMessage(EventId = 9003, EventName = "LedgerQueueFull", Level = LogLevel.Error,
        Message = "{Capacity} records wait for the ledger; further ones are dropped until there is room")]
    public static partial void QueueFull(ILogger logger, int capacity);

    [LoggerMessage(EventId = 9004, EventName = "LedgerRecordsDropped", Level = LogLevel.Error, Message = "There is room for records again; {Dropped} were dropped and are missing in the ledger")]
    public static partial void Dropped(ILogger logger, long dropped);

    [LoggerMessage(EventId = 9005, EventName = "LedgerInstanceLost", Level = LogLevel.Warning,
        Message = "Instance {Instance} ended without stopping. It had written {Written} of {Accepted} records when it was last seen at {LastSeen:u}; at least {Lost} are lost, and what it took after that")]
    public static partial void InstanceLost(ILogger logger, string instance, long written, long accepted, DateTimeOffset lastSeen, long lost);

    [LoggerMessage(EventId = 9006, EventName = "LedgerSchemaTooNew", Level = LogLevel.Error, Message = "{Error}")]
    public static partial void SchemaTooNew(ILogger logger, string error);

    [LoggerMessage(EventId = 9007, EventName = "LedgerRecordsAbandoned", Level = LogLevel.Error,
        Message = "The ledger could not be written before the end: {Waiting} records are lost")]
    public static partial void Abandoned(ILogger logger, int waiting);

    [LoggerMessage(EventId = 9008, EventName = "LedgerRecordsExpired", Level = LogLevel.Information, Message = "{Count} records of before {Before:u} were deleted from the ledger")]
    public static partial void Expired(ILogger logger, long count, DateTimeOffset before);

    [LoggerMessage(EventId = 9009, EventName = "LedgerHistoryUnavailable", Level = LogLevel.Warning,
        Message = "The ledger cannot tell what limits have spent before: {Error}. Requests are handled by {Mode} until it does")]
    public static partial void HistoryUnavailable(ILogger logger, string error, HistoryFailureMode mode);
}
