namespace AiGateway.Client.Benchmarks.Regression;

/// <summary>What the gateway costs in one benchmark, beside its rival in the same run.</summary>
/// <param name="Benchmark">Class, method and parameters.</param>
/// <param name="Rival">The method that it is compared with.</param>
/// <param name="Ratio">Its time as a multiple of the rival's.</param>
/// <param name="Bytes">What one call allocates.</param>
internal sealed record Measurement(string Benchmark, string Rival, double Ratio, long Bytes);
