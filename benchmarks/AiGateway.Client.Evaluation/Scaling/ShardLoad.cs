namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>How one Redis process fares under a load.</summary>
/// <param name="Utilization">The share of time in which it is at work.</param>
/// <param name="ScriptsPerSecond">What arrives.</param>
/// <param name="MeanWait">How long a script waits for those before it on average, in microseconds.</param>
/// <param name="ExpectedWait">The same by the formula of Pollaczek and Khinchine, to which the simulation must come close.</param>
/// <param name="Wait99">What 99 of 100 scripts wait at most, in microseconds.</param>
/// <param name="Wait999">What 999 of 1,000 scripts wait at most, in microseconds.</param>
internal sealed record ShardLoad(double Utilization, double ScriptsPerSecond, double MeanWait, double ExpectedWait, double Wait99, double Wait999);
