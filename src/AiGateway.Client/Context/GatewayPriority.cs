namespace AiGateway.Client.Context;

/// <summary>Which of several waiting requests goes first.</summary>
public enum GatewayPriority
{
    /// <summary>After all others, such as a batch.</summary>
    Low = -1,

    /// <summary>The usual.</summary>
    Normal = 0,

    /// <summary>Before all others, such as a person who waits.</summary>
    High = 1,
}
