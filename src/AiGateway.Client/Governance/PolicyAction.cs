namespace AiGateway.Client.Governance;

/// <summary>What follows a finding.</summary>
public enum PolicyAction
{
    /// <summary>The request or the answer is refused.</summary>
    Deny,

    /// <summary>It is taken out; what takes its place is told with each policy.</summary>
    Change,

    /// <summary>It passes and is reported.</summary>
    Flag,
}
