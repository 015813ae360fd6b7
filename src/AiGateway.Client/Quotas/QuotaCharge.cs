namespace AiGateway.Client.Quotas;

/// <summary>One level of a reservation: an amount for one partition of one limit.</summary>
public struct QuotaCharge
{
    /// <summary>Initializes a new instance of the <see cref="QuotaCharge"/> struct.</summary>
    /// <param name="rule">The limit.</param>
    /// <param name="partition">Whose; empty for everybody together.</param>
    /// <param name="amount">How much to reserve; not negative. With zero it is only asked whether anything is left.</param>
    public QuotaCharge(QuotaRule rule, string partition, long amount)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Rule = rule;
        Partition = partition;
        Amount = amount;
    }

    /// <summary>Gets the limit.</summary>
    public QuotaRule Rule { get; }

    /// <summary>Gets whose limit it is.</summary>
    public string Partition { get; }

    /// <summary>Gets how much is reserved.</summary>
    public long Amount { get; }

    /// <summary>Gets or sets what is left. Stores set it when they reserve, refuse and settle.</summary>
    public long Remaining { get; set; }

    /// <summary>Gets or sets what has been used in the window of the charge. Stores set it when they reserve, refuse and settle.</summary>
    public long Spent { get; set; }

    /// <summary>Gets or sets the counter of the in-memory store, so that settling need not look for it.</summary>
    internal QuotaCounter? Counter { get; set; }
}
