using BenchmarkDotNet.Reports;

namespace AiGateway.Client.Benchmarks.Regression;

/// <summary>Measures shortly what every request pays and compares it with the committed baseline.</summary>
internal static class RegressionCheck
{
    private const string Ours = "_Gateway";

    // Short runs on a shared machine differ by a factor of two; what is worse than that is no accident. Bytes hardly differ, and are the sharper half.
    private const double RatioTolerance = 2;
    private const double BytesTolerance = 0.1;

    private static readonly string[] Rivals = ["_Stock", "_Rival"];
    private static readonly Type[] Types = [typeof(CachingBenchmarks), typeof(FullPipelineBenchmarks)];

    /// <summary>Runs <c>--check [--update] [FILE]</c>.</summary>
    /// <returns>0 when nothing is worse, else 1.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        var path = args.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal)) ?? Path.Combine("benchmarks", "baseline.json");
        var measured = Measure();
        if (args.Contains("--update"))
        {
            new Baseline(RatioTolerance, BytesTolerance, measured).Write(path);
            return 0;
        }

        var baseline = Baseline.Read(path);
        var worse = baseline.Compare(measured).ToList();
        if (worse.Count > 0)
        {
            // A busy machine may disturb one run; what is really worse is so again.
            worse = [.. baseline.Compare([.. measured.Zip(Measure(), Better)])];
        }

        worse.ForEach(Console.Error.WriteLine);
        Console.WriteLine($"{measured.Count} benchmarks compared with {path}: {worse.Count} worse.");
        return worse.Count == 0 ? 0 : 1;
    }

    private static Measurement Better(Measurement first, Measurement second) => first with { Ratio = Math.Min(first.Ratio, second.Ratio), Bytes = Math.Min(first.Bytes, second.Bytes) };

    private static List<Measurement> Measure()
    {
        var summaries = ShortRun.Run(Types, TimeSpan.FromMilliseconds(50), 6, 8, static benchmark =>
            !benchmark.Parameters.Items.Any(static item => item is { Name: "Listening" or "Yields", Value: true }));
        var measured = summaries.SelectMany(Compare).ToList();
        foreach (var (benchmark, rival, ratio, bytes) in measured)
        {
            Console.WriteLine(FormattableString.Invariant($"{benchmark,-70} {ratio,8:0.00} x {rival,-14} {bytes,8} B"));
        }

        return measured;
    }

    // The best iteration is the one that was disturbed least.
    private static IEnumerable<Measurement> Compare(Summary summary)
    {
        var reports = summary.Reports.Where(report => report.ResultStatistics is not null).ToList();
        foreach (var ours in reports.Where(report => report.Method().EndsWith(Ours, StringComparison.Ordinal)))
        {
            var rival = Rivals.Select(suffix => reports.Find(report => IsRival(report, ours, suffix))).FirstOrDefault(report => report is not null);
            if (rival is null) continue;
            var name = $"{ours.BenchmarkCase.Descriptor.Type.Name}.{ours.Method()}{Parameters(ours)}";
            yield return new Measurement(name, rival.Method(), Math.Round(ours.ResultStatistics!.Min / rival.ResultStatistics!.Min, 3), ours.Bytes());
        }
    }

    private static bool IsRival(BenchmarkReport report, BenchmarkReport ours, string suffix) =>
        report.Method() == ours.Method().Replace(Ours, suffix, StringComparison.Ordinal) && Parameters(report) == Parameters(ours);

    private static string Parameters(BenchmarkReport report) => report.BenchmarkCase.HasParameters ? $"({report.BenchmarkCase.Parameters.DisplayInfo.Trim('[', ']')})" : "";
}
