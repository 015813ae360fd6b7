using System.Text.Json;

namespace AiGateway.Client.Benchmarks.Regression;

/// <summary>What the gateway cost when somebody last looked, and how much worse it may be before that is a failure.</summary>
/// <remarks>Times differ from machine to machine and ratios still differ on a busy one; bytes hardly differ at all.</remarks>
internal sealed record Baseline(double RatioTolerance, double BytesTolerance, IReadOnlyList<Measurement> Measurements)
{
    private const long LeastBytes = 64;
    private const double LeastRatio = 0.05;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Baseline Read(string path) => File.Exists(path)
        ? JsonSerializer.Deserialize<Baseline>(File.ReadAllText(path), Json)!
        : throw new FileNotFoundException($"There is no baseline at {path}. Write one with --check --update.");

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + Environment.NewLine);

    /// <summary>Names everything that is worse than before, and what is no longer measured.</summary>
    public IEnumerable<string> Compare(IReadOnlyList<Measurement> now)
    {
        foreach (var before in Measurements)
        {
            var after = now.FirstOrDefault(measurement => measurement.Benchmark == before.Benchmark);
            if (after is null)
            {
                yield return $"{before.Benchmark} was not measured. If it is gone, write the baseline anew with --check --update.";
                continue;
            }

            if (after.Ratio > (before.Ratio * (1 + RatioTolerance)) + LeastRatio) yield return FormattableString.Invariant($"{before.Benchmark} takes {after.Ratio:0.00} times as long as {before.Rival}; it was {before.Ratio:0.00}.");
            if (after.Bytes > (before.Bytes * (1 + BytesTolerance)) + LeastBytes) yield return $"{before.Benchmark} allocates {after.Bytes} B; it was {before.Bytes} B.";
        }

        foreach (var added in now.ExceptBy(Measurements.Select(before => before.Benchmark), measurement => measurement.Benchmark))
        {
            yield return $"{added.Benchmark} has no baseline. Write it anew with --check --update.";
        }
    }
}
