namespace AiGateway.Client.Context;

/// <summary>What a cache had to do with an answer.</summary>
public enum CacheStatus
{
    /// <summary>There is no cache, or the request ended before it.</summary>
    None,

    /// <summary>The cache had no answer: a provider was asked.</summary>
    Miss,

    /// <summary>The cache had the answer.</summary>
    Hit,

    /// <summary>Somebody else was asking the same at the same time, and both got the one answer.</summary>
    Coalesced,

    /// <summary>The cache had an answer past its time; a new one is being fetched.</summary>
    Stale,

    /// <summary>The cache had the answer to a question that means the same.</summary>
    SemanticHit,

    /// <summary>The cache took no part; <see cref="CacheBypass"/> says why.</summary>
    Bypass,
}
