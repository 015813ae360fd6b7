namespace AiGateway.Client.Context;

/// <summary>What a policy decided.</summary>
public enum PolicyVerdict
{
    /// <summary>It goes on as it is.</summary>
    Allow,

    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>It goes on changed.</summary>
    Change,

    /// <summary>It goes on as it is, and the finding is reported.</summary>
    Flag,
}
