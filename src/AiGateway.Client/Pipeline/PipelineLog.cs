using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Pipeline;

internal static partial class PipelineLog
{
    private static readonly EventId RequestCompletedEvent = new(1000, nameof(RequestCompleted));

    // Not generated: what a request did not have would leave holes in the line.
    public static void RequestCompleted(ILogger logger, RequestSummary summary) =>
        logger.Log(LogLevel.Information, RequestCompletedEvent, summary, null, static (summary, _) => summary.ToString());

    [LoggerMessage(EventId = 1001, EventName = "CompletionCallbackFailed", Level = LogLevel.Warning,
        Message = "The OnCompleted callback of request {RequestId} threw {ExceptionType}; the answer is not affected")]
    public static partial void CompletionCallbackFailed(ILogger logger, string requestId, string exceptionType);
}
