namespace AiGateway.Client.Auditing;

/// <summary>What becomes of a request while the queue of audit records is full.</summary>
public enum AuditQueueMode
{
    /// <summary>It waits for room before anything is done for it, and is refused when none comes in time.</summary>
    Wait,

    /// <summary>It is served, and its record is dropped and counted.</summary>
    Drop,

    /// <summary>It is refused at once.</summary>
    FailRequest,
}
