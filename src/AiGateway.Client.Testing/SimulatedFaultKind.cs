namespace AiGateway.Client.Testing;

/// <summary>How a simulated provider misbehaves.</summary>
public enum SimulatedFaultKind
{
    /// <summary>Answers with an HTTP status, and <c>Retry-After</c> where one is set.</summary>
    Status,

    /// <summary>The connection is reset before anything has arrived.</summary>
    Reset,

    /// <summary>No answer ever comes; only cancellation ends the call.</summary>
    Silence,

    /// <summary>The answer comes, but its first token takes <see cref="SimulatedFaultOptions.Delay"/>.</summary>
    SlowFirstToken,

    /// <summary>The stream's connection is lost after <see cref="SimulatedFaultOptions.AfterChunks"/> chunks; a plain answer is lost whole.</summary>
    Cut,

    /// <summary>The stream falls silent after <see cref="SimulatedFaultOptions.AfterChunks"/> chunks, for <see cref="SimulatedFaultOptions.Delay"/> or for ever; a plain answer is late by as much.</summary>
    Stall,

    /// <summary>A chunk cannot be parsed, after <see cref="SimulatedFaultOptions.AfterChunks"/> chunks; a plain answer cannot be parsed at all.</summary>
    BadChunk,

    /// <summary>The stream ends cleanly after <see cref="SimulatedFaultOptions.AfterChunks"/> chunks, but without a finish reason; a plain answer is empty.</summary>
    MissingFinish,

    /// <summary>The provider's content filter refuses (HTTP 400, <c>content_filter</c>).</summary>
    ContentFilter,

    /// <summary>The request is larger than the context window (HTTP 400, <c>context_length_exceeded</c>).</summary>
    ContextLength,
}
