namespace AiGateway.Client.Quotas;

/// <summary>What follows for a limit while the store that counts it cannot be reached.</summary>
public enum StoreFailureMode
{
    /// <summary>Each process counts for itself, from zero, with the whole limit.</summary>
    Local,

    /// <summary>Everything is let through and not counted.</summary>
    Allow,

    /// <summary>Everything is refused.</summary>
    Deny,
}
