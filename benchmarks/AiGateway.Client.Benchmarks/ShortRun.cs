using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace AiGateway.Client.Benchmarks;

/// <summary>Runs benchmarks shortly and in this process, for what compares them itself.</summary>
internal static class ShortRun
{
    /// <summary>Runs all benchmarks of some types that a filter lets through. In one process the first would otherwise pay for compiling what all of them run.</summary>
    /// <exception cref="InvalidOperationException">One of them failed.</exception>
    public static Summary[] Run(Type[] types, TimeSpan iteration, int warmups, int iterations, Func<BenchmarkCase, bool> filter)
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(warmups).WithIterationCount(iterations)
            .WithIterationTime(TimeInterval.FromMilliseconds(iteration.TotalMilliseconds));
        var summaries = BenchmarkRunner.Run(types, ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddFilter(new BenchmarkDotNet.Filters.SimpleFilter(filter)).AddLogger(NullLogger.Instance).WithOptions(ConfigOptions.DisableLogFile));
        var failed = summaries.SelectMany(summary => summary.Reports).Where(report => !report.Success).Select(report => report.BenchmarkCase.DisplayInfo).ToList();
        return failed.Count == 0 ? summaries : throw new InvalidOperationException($"These benchmarks failed: {string.Join("; ", failed)}. Run them with --filter to see why.");
    }

    public static string Method(this BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethod.Name;

    public static long Bytes(this BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
