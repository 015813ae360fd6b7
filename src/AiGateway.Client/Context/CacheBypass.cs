namespace AiGateway.Client.Context;

/// <summary>Why a cache took no part in a request.</summary>
public enum CacheBypass
{
    /// <summary>It did take part.</summary>
    None,

    /// <summary>The request asked for it.</summary>
    Requested,

    /// <summary>The conversation is kept by the provider: the request alone does not say what is asked.</summary>
    Conversation,

    /// <summary>A raw representation, which the key cannot see, goes to the provider.</summary>
    RawRepresentation,

    /// <summary>The request continues or starts work in the background.</summary>
    Background,

    /// <summary>A message has content that the key cannot see into.</summary>
    Content,

    /// <summary>An argument, a result or an additional property cannot be written in one certain way.</summary>
    Value,

    /// <summary>A tool runs at the provider, or is of an unknown kind.</summary>
    Tool,

    /// <summary>The options are of an unknown kind.</summary>
    Options,

    /// <summary>Entries are kept for each user, and the request names none.</summary>
    Caller,
}
