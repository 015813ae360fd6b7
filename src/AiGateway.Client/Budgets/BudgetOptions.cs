using AiGateway.Client.Quotas;

namespace AiGateway.Client.Budgets;

/// <summary>A budget: how much money a period of the calendar allows, and for whom.</summary>
public sealed class BudgetOptions
{
    /// <summary>Gets or sets by what requests are told apart: each partition has the whole amount for itself.</summary>
    /// <value>
    /// Any of <c>Tenant</c>, <c>User</c> (within its tenant), <c>App</c>, <c>Route</c>, <c>Model</c>, <c>Provider</c> and <c>Tag:name</c>, separated by
    /// commas. Default empty: everybody together. With <c>Model</c> or <c>Provider</c> the budget is kept for every attempt.
    /// </value>
    public string PartitionBy { get; set; } = "";

    /// <summary>Gets or sets the amount in US dollars.</summary>
    /// <value>Required; above 0, to 1,000,000,000.</value>
    public decimal Amount { get; set; }

    /// <summary>Gets or sets the period.</summary>
    /// <value>Default <see cref="CalendarPeriod.Month"/>.</value>
    public CalendarPeriod Period { get; set; } = CalendarPeriod.Month;

    /// <summary>Gets or sets the time zone whose calendar counts.</summary>
    /// <value>Default <c>UTC</c>; a name of the IANA database such as <c>Europe/Berlin</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Gets or sets the percentages of the amount whose passing is reported.</summary>
    /// <value>Default <c>50, 80, 100</c>; each above 0, to 1000; empty for none.</value>
    public string Thresholds { get; set; } = "50, 80, 100";

    /// <summary>Gets or sets how much output is reserved while an answer is under way.</summary>
    /// <value>Default <see cref="OutputReserve.Balanced"/>.</value>
    public OutputReserve OutputReserve { get; set; }

    /// <summary>Gets or sets what follows while the store that counts the budget cannot be reached. In memory it always can.</summary>
    /// <value>Default <see cref="StoreFailureMode.Deny"/>. What was spent meanwhile under the other two is not counted later.</value>
    public StoreFailureMode OnStoreFailure { get; set; } = StoreFailureMode.Deny;

    /// <summary>Gets or sets what follows when the budget is used up.</summary>
    /// <value>Default <see cref="LimitMode.Enforce"/>.</value>
    public LimitMode Mode { get; set; }
}
