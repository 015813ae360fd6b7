namespace AiGateway.Client.Resilience;

/// <summary>The settings of a breaker as a value: routes with equal settings share a target's breaker.</summary>
internal readonly record struct BreakerSettings(double FailureRatio, int MinimumAttempts, TimeSpan Window, TimeSpan BreakDuration);
