namespace AiGateway.Client.Sql;

/// <summary>A run of a process that has written to the ledger.</summary>
public sealed record LedgerInstance
{
    /// <summary>Gets its id, which no other run has.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it began to write.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it last wrote, or said that it was alive.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Gets how many records it had written by then.</summary>
    public long Written { get; init; }

    /// <summary>Gets how many records it had taken by then.</summary>
    /// <value>Of a lost one, those beyond <see cref="Written"/> are lost, and with them what it took after <see cref="LastSeen"/>.</value>
    public long Accepted { get; init; }

    /// <summary>Gets how many records it had dropped by then, because too many waited.</summary>
    public long Dropped { get; init; }

    /// <summary>Gets what has become of it.</summary>
    public LedgerInstanceState State { get; init; }
}
