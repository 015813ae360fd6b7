namespace AiGateway.Client.Quotas;

/// <summary>Open leases of one lifetime, the first to expire first. Guarded by its store.</summary>
internal sealed class LeaseList
{
    // The ends of the list meet in it, so that a lease leaves without knowing its list.
    private readonly QuotaLease _ends = new();

    public LeaseList(long lifetime)
    {
        Lifetime = lifetime;
        _ends.Previous = _ends.Following = _ends;
    }

    public long Lifetime { get; }

    public void Add(QuotaLease lease)
    {
        var last = _ends.Previous!;
        lease.Previous = last;
        lease.Following = _ends;
        last.Following = _ends.Previous = lease;
    }

    public QuotaLease? FirstExpired(long now) =>
        _ends.Following is { } first && first != _ends && first.ExpiresAt <= now ? first : null;

    public static void Remove(QuotaLease lease)
    {
        if (lease.Previous is not null)
        {
            lease.Previous.Following = lease.Following;
            lease.Following!.Previous = lease.Previous;
            lease.Previous = lease.Following = null;
        }
    }
}
