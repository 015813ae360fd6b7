namespace AiGateway.Client.Quotas;

/// <summary>What a limit would say to a request.</summary>
public enum LimitOutlook
{
    /// <summary>It fits.</summary>
    Fits,

    /// <summary>It does not fit and would wait for its turn, or be refused where the queue is full.</summary>
    Waits,

    /// <summary>It does not fit and would be refused; where the limit is a target's, another target would be asked.</summary>
    Refused,

    /// <summary>It does not fit, and the limit is only counted.</summary>
    Counted,

    /// <summary>The store cannot be asked, and lets requests through meanwhile.</summary>
    Unknown,
}
