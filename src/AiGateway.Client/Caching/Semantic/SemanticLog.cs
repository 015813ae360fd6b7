using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching.Semantic;

internal static partial class SemanticLog
{
    [LoggerMessage(EventId = 10100, EventName = "SemanticDryRunHit", Level = LogLevel.Information,
        Message = "Request {RequestId} would have been answered from the semantic cache, score {Score:0.000}")]
    public static partial void DryRunHit(ILogger logger, string requestId, double score);

    [LoggerMessage(EventId = 10101, EventName = "SemanticFalseHitReported", Level = LogLevel.Warning,
        Message = "The answer of request {RequestId} from the semantic cache, score {Score:0.000}, was reported to be wrong; the entry is removed")]
    public static partial void FalseHitReported(ILogger logger, string requestId, double score);

    [LoggerMessage(EventId = 10102, EventName = "SemanticPartitionNotLoaded", Level = LogLevel.Warning,
        Message = "A partition of the semantic cache could not be loaded ({ExceptionType}); it is empty at first")]
    public static partial void PartitionNotLoaded(ILogger logger, string exceptionType);

    [LoggerMessage(EventId = 10103, EventName = "SemanticPartitionNotSaved", Level = LogLevel.Warning,
        Message = "A partition of the semantic cache could not be saved ({ExceptionType})")]
    public static partial void PartitionNotSaved(ILogger logger, string exceptionType);

    [LoggerMessage(EventId = 10104, EventName = "SemanticPartitionUnreadable", Level = LogLevel.Warning,
        Message = "A saved partition of the semantic cache ({Bytes} bytes) is damaged, of another version or of another embedder; it is empty")]
    public static partial void PartitionUnreadable(ILogger logger, int bytes);

    [LoggerMessage(EventId = 10105, EventName = "SemanticVerifierFailed", Level = LogLevel.Warning,
        Message = "The verifier of the semantic cache failed ({ExceptionType}); the request goes on as a miss")]
    public static partial void VerifierFailed(ILogger logger, string exceptionType);

    [LoggerMessage(EventId = 10106, EventName = "SemanticCacheWithoutEmbedder", Level = LogLevel.Warning,
        Message = "The semantic cache has a threshold, but no IEmbeddingGenerator<string, Embedding<float>> is registered; it stays off")]
    public static partial void NoEmbedder(ILogger logger);
}
