namespace AiGateway.Client.Quotas;

/// <summary>A stretch of time for which a limit holds.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="End">The first moment after it.</param>
public readonly record struct QuotaPeriod(DateTimeOffset Start, DateTimeOffset End);
