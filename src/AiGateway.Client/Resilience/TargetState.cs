namespace AiGateway.Client.Resilience;

/// <summary>Whether a target takes attempts.</summary>
public enum TargetState
{
    /// <summary>It takes attempts.</summary>
    Available,

    /// <summary>It asked to be left alone for a while, or cannot serve until somebody acts.</summary>
    CoolingDown,

    /// <summary>It kept failing: its breaker is open.</summary>
    Open,

    /// <summary>Its breaker lets one probe through to see whether it has recovered.</summary>
    HalfOpen,

    /// <summary>It has as many attempts under way as it may have.</summary>
    Busy,

    /// <summary>It was taken out by hand.</summary>
    Isolated,
}
