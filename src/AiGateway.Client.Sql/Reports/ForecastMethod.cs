namespace AiGateway.Client.Sql.Reports;

/// <summary>How the rest of a period was foretold.</summary>
public enum ForecastMethod
{
    /// <summary>What was spent so far, in proportion to the time that has passed.</summary>
    Linear,

    /// <summary>What was spent so far, and for each day to come the average of its day of the week over the last four weeks.</summary>
    Weekday,
}
