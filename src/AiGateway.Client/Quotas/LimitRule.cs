using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>A limit of the configuration: whom it concerns, how much it reserves, and what it says when it is used up.</summary>
internal abstract class LimitRule : QuotaRule
{
    protected LimitRule(string id, string name, LimitUnit unit, QuotaWindow window, long limit, LimitMode mode, LimitPartition partition)
        : base(id, name, unit, window, limit, mode is LimitMode.Enforce) => Partition = partition;

    public LimitPartition Partition { get; }

    /// <summary>Gets how much output is reserved.</summary>
    public OutputReserve OutputReserve { get; init; }

    public bool CountsTokens => Unit is LimitUnit.Tokens or LimitUnit.Usd;

    /// <summary>Gets a value indicating whether a new counter begins with what was used before this process counted.</summary>
    public virtual bool ReadsHistory => false;

    /// <summary>Gets a value indicating whether requests may wait for it.</summary>
    public virtual bool MayWait => false;

    /// <summary>Asks what a counter begins with.</summary>
    public QuotaHistoryQuery HistoryOf(string partition, CounterKey key) => new()
    {
        Unit = Unit,
        Period = new QuotaPeriod(new DateTimeOffset(key.Start, TimeSpan.Zero), new DateTimeOffset(key.End, TimeSpan.Zero)),
        Partition = Partition.Split(partition),
        IsByTarget = Partition.IsByTarget,
    };

    /// <summary>Counts a refusal and makes what the caller is told: the partition's kind, never its value.</summary>
    /// <param name="charge">What did not fit.</param>
    /// <param name="retryAfter">When it would.</param>
    /// <param name="now">The present moment.</param>
    public abstract GatewayRejectedException Reject(in QuotaCharge charge, TimeSpan? retryAfter, DateTimeOffset now);

    /// <summary>Counts a refusal because the store cannot be reached, and makes what the caller is told.</summary>
    /// <param name="retryAfter">When the store is asked again.</param>
    public abstract GatewayRejectedException RejectUnavailable(TimeSpan? retryAfter);

    /// <summary>Reports a request that was let through although nothing was left.</summary>
    public abstract void OnOverrun(GatewayContext context);

    /// <summary>Looks at what is spent after a request has ended.</summary>
    public virtual void OnSettled(GatewayContext context, in QuotaCharge charge, long used)
    {
    }
}
