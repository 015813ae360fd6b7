namespace AiGateway.Client.Context;

/// <summary>Why an attempt was made.</summary>
public enum AttemptKind
{
    /// <summary>The first attempt of the request.</summary>
    First,

    /// <summary>The same target again, after a failure that may pass.</summary>
    Retry,

    /// <summary>Another target, after a failure.</summary>
    Fallback,

    /// <summary>Another target, while an earlier one has not answered yet.</summary>
    Hedge,

    /// <summary>The continuation of a stream that broke off at another target.</summary>
    Resume,

    /// <summary>A copy whose answer is dropped.</summary>
    Shadow,
}
