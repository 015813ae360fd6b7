namespace AiGateway.Client.Sql;

/// <summary>What becomes of requests while the ledger cannot tell what a limit has spent before.</summary>
public enum HistoryFailureMode
{
    /// <summary>They are let through and counted; what was spent before is added as soon as the ledger answers.</summary>
    LetThrough,

    /// <summary>They are refused.</summary>
    Refuse,
}
