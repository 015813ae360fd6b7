using AiGateway.Client.Context;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Governance;

internal static partial class GovernanceLog
{
    [LoggerMessage(EventId = 11000, EventName = "PolicyDenied", Level = LogLevel.Warning, Message = "Request {RequestId}: policy {Policy} ({Mode}) denies at {Phase}: {ReasonCode}")]
    public static partial void PolicyDenied(ILogger logger, string requestId, string policy, PolicyMode mode, PolicyPhase phase, string reasonCode);

    [LoggerMessage(EventId = 11001, EventName = "PolicyFlagged", Level = LogLevel.Information, Message = "Request {RequestId}: policy {Policy} ({Mode}) flags at {Phase}: {ReasonCode}")]
    public static partial void PolicyFlagged(ILogger logger, string requestId, string policy, PolicyMode mode, PolicyPhase phase, string reasonCode);

    [LoggerMessage(EventId = 11002, EventName = "PolicyChanged", Level = LogLevel.Debug, Message = "Request {RequestId}: policy {Policy} ({Mode}) changes at {Phase}: {ReasonCode}")]
    public static partial void PolicyChanged(ILogger logger, string requestId, string policy, PolicyMode mode, PolicyPhase phase, string reasonCode);

    [LoggerMessage(EventId = 11003, EventName = "PolicyFailed", Level = LogLevel.Error, Message = "Request {RequestId}: policy {Policy} failed at {Phase} with {ExceptionType}; it fails {FailMode}")]
    public static partial void PolicyFailed(ILogger logger, string requestId, string policy, PolicyPhase phase, string exceptionType, PolicyFailMode failMode);
}
