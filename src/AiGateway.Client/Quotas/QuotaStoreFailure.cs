namespace AiGateway.Client.Quotas;

/// <summary>Why a quota store that is elsewhere did not answer.</summary>
public enum QuotaStoreFailure
{
    /// <summary>Another reason.</summary>
    Error,

    /// <summary>No answer within the time limit.</summary>
    Timeout,

    /// <summary>No connection, or it was lost.</summary>
    Connection,

    /// <summary>The store has no memory left.</summary>
    Full,

    /// <summary>The store takes no writes.</summary>
    ReadOnly,

    /// <summary>The store has begun to run, and is not ready.</summary>
    Loading,

    /// <summary>A part of the store that holds the counters is down or has moved.</summary>
    Cluster,

    /// <summary>The store lets this application not do it.</summary>
    Authentication,
}
