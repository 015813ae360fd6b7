namespace AiGateway.Client.Sql.Reports;

/// <summary>What a period will have cost at its end, if things go on as they did.</summary>
/// <param name="Spent">What was spent so far, in USD.</param>
/// <param name="Expected">What will have been spent at the end, in USD; never less than <paramref name="Spent"/>.</param>
/// <param name="Method">How it was foretold.</param>
/// <param name="PeriodStart">The first moment of the period.</param>
/// <param name="PeriodEnd">The first moment after it.</param>
public sealed record CostForecast(decimal Spent, decimal Expected, ForecastMethod Method, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);
