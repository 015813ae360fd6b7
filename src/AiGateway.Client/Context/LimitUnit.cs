namespace AiGateway.Client.Context;

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    /// <summary>Requests.</summary>
    Requests,

    /// <summary>Input and output tokens together.</summary>
    Tokens,

    /// <summary>Requests that are under way at once.</summary>
    Concurrency,

    /// <summary>US dollars. Stores count them in whole nano-dollars.</summary>
    Usd,
}
