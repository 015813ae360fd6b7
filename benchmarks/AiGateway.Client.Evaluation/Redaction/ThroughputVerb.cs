using System.Diagnostics;
using System.Text;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Measures how fast a file is scanned in pieces of the size of a chat message, in megabytes of UTF-8 per second.</summary>
/// <remarks>The best of twenty short slices counts, for other work on the machine only ever slows one down.</remarks>
internal static class ThroughputVerb
{
    private const int PieceLength = 4096;
    private const int Slices = 20;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(60);

    public static object Run(VerbArguments arguments)
    {
        var pieces = ReadPieces(arguments.Required("file"));
        var (pii, _) = Measure(new TextScanner(TextScanner.SupportedEntities.Where(entity => entity != EntityNames.Secret)), pieces);
        var (piiSecrets, bytes) = Measure(new TextScanner(TextScanner.SupportedEntities), pieces);

        // There are no country packs yet, so that all entities are those of the line before.
        return new { Pii = pii, PiiSecrets = piiSecrets, All = piiSecrets, BytesPerMegabyte = bytes };
    }

    private static List<string> ReadPieces(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            if (text.Length == 0) throw new BadInputException($"{path}:1: the file is empty.");
            return [.. text.Chunk(PieceLength).Select(piece => new string(piece))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}:0: {exception.Message}");
        }
    }

    private static (double Speed, double BytesPerMegabyte) Measure(TextScanner scanner, List<string> pieces)
    {
        var megabytes = pieces.Sum(piece => (long)Encoding.UTF8.GetByteCount(piece)) / 1e6;
        List<Detection> found = new(PieceLength);
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

    private static (int Count, TimeSpan Elapsed) Rounds(TextScanner scanner, List<string> pieces, List<Detection> found, TimeSpan duration)
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
