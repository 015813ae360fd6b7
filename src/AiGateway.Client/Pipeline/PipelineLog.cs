using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Pipeline;

internal static partial class PipelineLog
{
    [LoggerMessage(EventId = 1000, EventName = "RequestCompleted", Level = LogLevel.Information,
        Message = "Request {RequestId} on route {Route}: {Outcome} by {Target} ({Model}) after {Attempts} attempt(s) in {DurationMs:0.0} ms, {InputTokens} input and {OutputTokens} output tokens, {Cost} USD ({UsageStatus}), failure {FailureKind}")]
    public static partial void RequestCompleted(
        ILogger logger, string requestId, string route, GatewayOutcome outcome, string? target, string? model, int attempts, double durationMs,
        long? inputTokens, long? outputTokens, decimal cost, UsageStatus usageStatus, FailureKind? failureKind);

    [LoggerMessage(EventId = 1001, EventName = "CompletionCallbackFailed", Level = LogLevel.Warning,
        Message = "The OnCompleted callback of request {RequestId} threw {ExceptionType}; the answer is not affected")]
    public static partial void CompletionCallbackFailed(ILogger logger, string requestId, string exceptionType);
}
