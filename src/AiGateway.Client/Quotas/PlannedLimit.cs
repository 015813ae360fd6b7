using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>A limit that would apply to a request.</summary>
public sealed class PlannedLimit
{
    internal PlannedLimit(LimitRule rule, string? target, long amount, long? remaining, DateTimeOffset now)
    {
        Name = rule.Name;
        Target = target;
        Unit = rule.Unit;
        Limit = QuotaUnits.ToDecimal(rule.Unit, rule.Limit);
        Amount = QuotaUnits.ToDecimal(rule.Unit, amount);
        Remaining = remaining is { } left ? QuotaUnits.ToDecimal(rule.Unit, left) : null;
        ResetsAt = rule.Window == QuotaWindow.Always ? null : rule.Window.PeriodAt(now).End;
        Outlook = Judge(rule, amount, remaining);
    }

    /// <summary>Gets the name of the rule in the configuration.</summary>
    public string Name { get; }

    /// <summary>Gets the target to which it applies.</summary>
    /// <value><see langword="null"/> for a limit of the whole request.</value>
    public string? Target { get; }

    /// <summary>Gets what it counts.</summary>
    public LimitUnit Unit { get; }

    /// <summary>Gets how much it allows.</summary>
    public decimal Limit { get; }

    /// <summary>Gets how much the request would reserve.</summary>
    public decimal Amount { get; }

    /// <summary>Gets how much is left before the request.</summary>
    /// <value><see langword="null"/> when its store does not answer.</value>
    public decimal? Remaining { get; }

    /// <summary>Gets when the present window or period ends.</summary>
    /// <value><see langword="null"/> for a limit without one.</value>
    public DateTimeOffset? ResetsAt { get; }

    /// <summary>Gets what it would say.</summary>
    public LimitOutlook Outlook { get; }

    /// <summary>Describes the limit on one line.</summary>
    /// <returns>Name, what is needed, what is left, and what follows.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Name}{(Target is null ? "" : $" of {Target}")}: {Amount:0.######} of {Remaining?.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} {Unit} left, {Outlook}");

    private static LimitOutlook Judge(LimitRule rule, long amount, long? remaining) => remaining switch
    {
        null => rule is { Enforced: true, OnStoreFailure: StoreFailureMode.Deny } ? LimitOutlook.Refused : LimitOutlook.Unknown,
        { } left when QuotaCounter.Fits(amount, rule.Limit - left, rule.Limit) => LimitOutlook.Fits,
        _ when !rule.Enforced => LimitOutlook.Counted,
        _ => rule.MayWait && amount <= rule.Limit ? LimitOutlook.Waits : LimitOutlook.Refused,
    };
}
