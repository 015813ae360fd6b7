namespace AiGateway.Client.Caching.Semantic;

/// <summary>How a semantic look-up ended.</summary>
internal enum SemanticOutcome
{
    /// <summary>The semantic cache is off.</summary>
    Off,

    /// <summary>A stored answer was given.</summary>
    Hit,

    /// <summary>A stored answer would have been given, had it not been a dry run.</summary>
    DryRunHit,

    /// <summary>No stored question was near enough.</summary>
    Miss,

    /// <summary>The questions that were near differ in what embeddings hardly see.</summary>
    Stopped,

    /// <summary>The verifier said no, failed, or was late.</summary>
    Rejected,

    /// <summary>The stored question was found, but its answer has gone.</summary>
    Gone,

    /// <summary>The embedding took too long.</summary>
    EmbeddingTimeout,

    /// <summary>The embedding failed, or had no direction.</summary>
    EmbeddingFailed,

    /// <summary>Not looked up: the request has tools.</summary>
    Tools,

    /// <summary>Not looked up: the request has earlier turns.</summary>
    EarlierTurns,

    /// <summary>Not looked up: the question is not a text alone, or there is none.</summary>
    Content,

    /// <summary>Not looked up: the request has pseudonyms in it, so that it is about somebody.</summary>
    Personal,

    /// <summary>Not looked up: the question is too long to be compared.</summary>
    Length,
}
