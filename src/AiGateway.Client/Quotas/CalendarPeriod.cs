namespace AiGateway.Client.Quotas;

/// <summary>A period of the calendar.</summary>
public enum CalendarPeriod
{
    /// <summary>From one full hour to the next.</summary>
    Hour,

    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday to Sunday (ISO 8601).</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months, from January, April, July or October.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}
