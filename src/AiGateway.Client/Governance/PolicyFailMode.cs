namespace AiGateway.Client.Governance;

/// <summary>What follows when a policy fails or takes too long.</summary>
public enum PolicyFailMode
{
    /// <summary>The request is refused.</summary>
    Closed,

    /// <summary>The request goes on, and the failure is reported.</summary>
    Open,
}
