using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>A limit: how much of what in which window. Counters belong to its id, so a changed limit applies to those that exist.</summary>
public class QuotaRule
{
    /// <summary>Initializes a new instance of the <see cref="QuotaRule"/> class.</summary>
    /// <param name="id">What identifies its counters; the same after a restart and in every process.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="window">For which time it holds.</param>
    /// <param name="limit">How much it allows; not negative.</param>
    /// <param name="enforced">Whether more is refused; otherwise it is only counted.</param>
    public QuotaRule(string id, string name, LimitUnit unit, QuotaWindow window, long limit, bool enforced = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        Id = id;
        Name = name;
        Unit = unit;
        Window = window;
        Limit = limit;
        Enforced = enforced;
        OnStoreFailure = unit is LimitUnit.Usd ? StoreFailureMode.Deny : StoreFailureMode.Local;
        IdHash = id.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Gets what identifies its counters.</summary>
    public string Id { get; }

    /// <summary>Gets its name for people.</summary>
    public string Name { get; }

    /// <summary>Gets what it counts.</summary>
    public LimitUnit Unit { get; }

    /// <summary>Gets for which time it holds.</summary>
    public QuotaWindow Window { get; }

    /// <summary>Gets how much it allows.</summary>
    /// <value>For <see cref="LimitUnit.Usd"/> in nano-dollars.</value>
    public long Limit { get; }

    /// <summary>Gets a value indicating whether more is refused.</summary>
    public bool Enforced { get; }

    /// <summary>Gets what follows while the store cannot be reached. A limit that is not enforced never refuses.</summary>
    /// <value>Default <see cref="StoreFailureMode.Deny"/> for money, else <see cref="StoreFailureMode.Local"/>.</value>
    public StoreFailureMode OnStoreFailure { get; init; }

    internal int IdHash { get; }
}
