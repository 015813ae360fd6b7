namespace AiGateway.Client.Wire;

/// <summary>A vendor's error, in no vendor's terms. Each format answers with the status, code, type and wording that its vendor uses.</summary>
public enum WireErrorKind
{
    /// <summary>The request is malformed.</summary>
    BadRequest,

    /// <summary>The prompt exceeds the context window.</summary>
    ContextLength,

    /// <summary>The prompt was refused by the content filter.</summary>
    ContentFilter,

    /// <summary>The key is missing or wrong.</summary>
    Authentication,

    /// <summary>The key may not do this.</summary>
    Permission,

    /// <summary>There is no such model or deployment.</summary>
    ModelNotFound,

    /// <summary>Too many requests for now.</summary>
    RateLimit,

    /// <summary>The account has no credit left.</summary>
    Quota,

    /// <summary>The vendor failed.</summary>
    ServerError,

    /// <summary>The vendor is over its capacity.</summary>
    Overloaded,
}
