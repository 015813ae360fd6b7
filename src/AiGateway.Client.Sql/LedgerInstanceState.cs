namespace AiGateway.Client.Sql;

/// <summary>What has become of an instance.</summary>
public enum LedgerInstanceState
{
    /// <summary>It writes.</summary>
    Running,

    /// <summary>It has written everything and ended.</summary>
    Stopped,

    /// <summary>It ended without a word: what it had not written is lost.</summary>
    Lost,
}
