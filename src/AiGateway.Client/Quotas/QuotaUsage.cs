namespace AiGateway.Client.Quotas;

/// <summary>The counts of one limit.</summary>
/// <param name="Spent">What was used in the present window.</param>
/// <param name="Reserved">What is reserved in the present window.</param>
/// <param name="Remaining">What is left; of a sliding window after what the window before still weighs.</param>
public readonly record struct QuotaUsage(long Spent, long Reserved, long Remaining);
