using System.Diagnostics;

namespace AiGateway.Client.Gateways;

/// <summary>Some callers, each asking one question after the other for some time.</summary>
internal static class Round
{
    /// <summary>Runs one round.</summary>
    /// <param name="callers">Who asks; they are left open.</param>
    /// <param name="time">How long new questions are asked.</param>
    /// <param name="process">The process whose processor time counts; <see langword="null"/> for none.</param>
    /// <param name="samples">What it is added to.</param>
    public static async Task RunAsync(IReadOnlyList<ICaller> callers, TimeSpan time, Process? process, Samples samples)
    {
        var processor = ProcessorTime(process);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(callers.Select(caller => Task.Run(() => AskAsync(caller, end))));
        samples.Add(times.SelectMany(list => list), Stopwatch.GetElapsedTime(start), ProcessorTime(process) - processor);
    }

    private static async Task<List<(long Start, long First, long End)>> AskAsync(ICaller caller, long end)
    {
        List<(long, long, long)> times = [];
        for (var start = Stopwatch.GetTimestamp(); start < end; start = Stopwatch.GetTimestamp())
        {
            var first = await caller.AskAsync();
            times.Add((start, first, Stopwatch.GetTimestamp()));
        }

        return times;
    }

    private static TimeSpan ProcessorTime(Process? process)
    {
        process?.Refresh();
        return process?.TotalProcessorTime ?? TimeSpan.Zero;
    }
}
