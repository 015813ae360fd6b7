namespace AiGateway.Client.Quotas;

/// <summary>A reservation that was granted without the store: what is counted in this process, and which charges those are.</summary>
internal sealed class LocalGrant
{
    private readonly int[] _indices;

    private LocalGrant(QuotaLease lease, int[] indices)
    {
        Lease = lease;
        _indices = indices;
    }

    /// <summary>Gets the reservation in this process.</summary>
    public QuotaLease Lease { get; }

    /// <summary>Takes the charges of a reservation that this process counts.</summary>
    public static LocalGrant Of(Span<QuotaCharge> charges)
    {
        List<int> indices = [];
        List<QuotaCharge> local = [];
        for (var i = 0; i < charges.Length; i++)
        {
            var rule = charges[i].Rule;
            if (rule.OnStoreFailure is StoreFailureMode.Local)
            {
                indices.Add(i);
                local.Add(new QuotaCharge(rule, charges[i].Partition, charges[i].Amount));
            }
            else
            {
                (charges[i].Spent, charges[i].Remaining) = (0, rule.Limit);
            }
        }

        return new LocalGrant(new QuotaLease([.. local]), [.. indices]);
    }

    public int IndexOf(int localIndex) => _indices[localIndex];

    /// <summary>Tells the request's own charges what this process has counted.</summary>
    public void CopyTo(Span<QuotaCharge> charges)
    {
        for (var i = 0; i < _indices.Length; i++)
        {
            ref var local = ref Lease.Charges[i];
            (charges[_indices[i]].Spent, charges[_indices[i]].Remaining) = (local.Spent, local.Remaining);
        }
    }
}
