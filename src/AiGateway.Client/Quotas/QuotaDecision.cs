namespace AiGateway.Client.Quotas;

/// <summary>The answer to a reservation.</summary>
public readonly record struct QuotaDecision
{
    private QuotaDecision(bool granted, int refusedIndex, TimeSpan? retryAfter, bool storeFailed = false)
    {
        StoreFailed = storeFailed;
        Granted = granted;
        RefusedIndex = refusedIndex;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the answer when everything was reserved.</summary>
    public static QuotaDecision Grant { get; } = new(true, -1, null);

    /// <summary>Gets a value indicating whether everything was reserved.</summary>
    public bool Granted { get; }

    /// <summary>Gets the place of the charge that stood in the way.</summary>
    /// <value>-1 when none did.</value>
    public int RefusedIndex { get; }

    /// <summary>Gets how long it takes at most until that charge fits, if nothing else is used until then.</summary>
    /// <value><see langword="null"/> when time does not help, or not in a way that is known.</value>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets a value indicating whether it was refused because the store could not be asked, not because anything is used up.</summary>
    public bool StoreFailed { get; }

    /// <summary>Makes the answer when the store cannot be asked and a limit lets nobody through without it.</summary>
    /// <param name="index">The place of its charge.</param>
    /// <param name="retryAfter">When the store is asked again.</param>
    /// <returns>The answer.</returns>
    public static QuotaDecision Fail(int index, TimeSpan? retryAfter) => new(false, index, retryAfter, storeFailed: true);

    /// <summary>Makes the answer when a charge did not fit.</summary>
    /// <param name="index">The place of the charge.</param>
    /// <param name="retryAfter">How long it takes until it fits.</param>
    /// <returns>The answer.</returns>
    public static QuotaDecision Refuse(int index, TimeSpan? retryAfter) => new(false, index, retryAfter);
}
