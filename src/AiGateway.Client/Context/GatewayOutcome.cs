namespace AiGateway.Client.Context;

/// <summary>How a request or an attempt ended.</summary>
public enum GatewayOutcome
{
    /// <summary>The whole answer was delivered.</summary>
    Succeeded,

    /// <summary>It failed; the failure says why.</summary>
    Failed,

    /// <summary>The gateway refused it before any provider was asked.</summary>
    Rejected,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>The caller stopped reading the stream before its end.</summary>
    Abandoned,
}
