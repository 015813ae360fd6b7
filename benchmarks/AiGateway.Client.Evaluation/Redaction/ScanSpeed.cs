using System.Diagnostics;
using System.Text;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Megabytes of UTF-8 per second, and bytes allocated per megabyte.</summary>
/// <remarks>The best of twenty short slices counts, for other work on the machine only ever slows one down.</remarks>
internal static class ScanSpeed
{
    private const int Slices = 20;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(60);

    public static (double Speed, double BytesPerMegabyte) Measure(TextScanner scanner, string[] pieces)
    {
        var megabytes = pieces.Sum(piece => (long)Encoding.UTF8.GetByteCount(piece)) / 1e6;
        List<Detection> found = new(4096);
        Rounds(scanner, pieces, found, Warmup);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (best, total) = (0.0, 0);
        for (var slice = 0; slice < Slices; slice++)
        {
            var (rounds, elapsed) = Rounds(scanner, pieces, found, Slice);
            best = Math.Max(best, rounds * megabytes / elapsed.TotalSeconds);
            total += rounds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return (Math.Round(best, 1), Math.Round(allocated / (total * megabytes), 1));
    }

    private static (int Count, TimeSpan Elapsed) Rounds(TextScanner scanner, string[] pieces, List<Detection> found, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var rounds = 0;
        while (rounds == 0 || Stopwatch.GetElapsedTime(start) < duration)
        {
            foreach (var piece in pieces)
            {
                found.Clear();
                scanner.Scan(piece, found);
            }

            rounds++;
        }

        return (rounds, Stopwatch.GetElapsedTime(start));
    }
}
