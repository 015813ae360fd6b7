namespace AiGateway.Client.Quotas;

/// <summary>What follows when a limit is used up.</summary>
public enum LimitMode
{
    /// <summary>Further requests are refused.</summary>
    Enforce,

    /// <summary>Further requests are counted and reported, and let through.</summary>
    DryRun,
}
