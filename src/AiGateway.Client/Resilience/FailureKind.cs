namespace AiGateway.Client.Resilience;

/// <summary>What went wrong with one attempt, in the terms that decide what to do next.</summary>
public enum FailureKind
{
    /// <summary>The provider refuses for now (HTTP 429); it may say until when.</summary>
    RateLimited,

    /// <summary>The account's quota or credit is used up (HTTP 402, or 429 with a quota code); waiting does not help.</summary>
    QuotaExhausted,

    /// <summary>The provider is over its capacity (HTTP 503, 529).</summary>
    Overloaded,

    /// <summary>The provider failed (HTTP 500, 502, 504 and other 5xx).</summary>
    ServerError,

    /// <summary>No answer, no first token, or silence within the time allowed.</summary>
    Timeout,

    /// <summary>The connection was refused, reset or lost before the answer began.</summary>
    Transport,

    /// <summary>The key is missing, wrong or not allowed to do this (HTTP 401, 403).</summary>
    Authentication,

    /// <summary>The model or deployment does not exist at the provider (HTTP 404).</summary>
    ModelNotFound,

    /// <summary>The provider refuses the request as it stands (HTTP 400, 422 and other 4xx).</summary>
    BadRequest,

    /// <summary>The request is larger than the model's context window.</summary>
    ContextLength,

    /// <summary>The provider's content filter refused the request or the answer.</summary>
    ContentFiltered,

    /// <summary>The answer cannot be read: HTML in a 200, malformed JSON, an error inside it, or nothing at all.</summary>
    InvalidResponse,

    /// <summary>A stream ended after its first content without saying that it was finished.</summary>
    IncompleteStream,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
