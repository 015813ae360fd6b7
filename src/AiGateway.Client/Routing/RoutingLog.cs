using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

internal static partial class RoutingLog
{
    [LoggerMessage(EventId = 3000, EventName = "AttemptFailed", Level = LogLevel.Warning,
        Message = "Request {RequestId}: target {Target} ({Provider}, {Model}) failed after {DurationMs:0} ms: {FailureKind}, status {StatusCode}, code {ErrorCode}")]
    public static partial void AttemptFailed(
        ILogger logger, string requestId, string target, string provider, string model, double durationMs, FailureKind failureKind, int? statusCode, string? errorCode);

    [LoggerMessage(EventId = 3001, EventName = "TargetNeedsAttention", Level = LogLevel.Error,
        Message = "Target {Target} ({Provider}, {Model}) cannot serve any request until somebody acts: {FailureKind}, status {StatusCode}, code {ErrorCode}")]
    public static partial void TargetNeedsAttention(
        ILogger logger, string target, string provider, string model, FailureKind failureKind, int? statusCode, string? errorCode);

    [LoggerMessage(EventId = 3002, EventName = "ShadowCompleted", Level = LogLevel.Debug,
        Message = "Request {RequestId}: shadow target {Target} {Outcome} after {DurationMs:0} ms")]
    public static partial void ShadowCompleted(ILogger logger, string requestId, string target, GatewayOutcome outcome, double durationMs);
}
