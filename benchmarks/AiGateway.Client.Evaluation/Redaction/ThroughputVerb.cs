using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Measures how fast a file is scanned in pieces of the size of a chat message, in megabytes of UTF-8 per second.</summary>
internal static class ThroughputVerb
{
    private const int PieceLength = 4096;

    public static object Run(VerbArguments arguments)
    {
        var pieces = ReadPieces(arguments.Required("file"));
        var (pii, _) = ScanSpeed.Measure(new TextScanner(TextScanner.SupportedEntities.Where(entity => entity != EntityNames.Secret)), pieces);
        var (piiSecrets, bytes) = ScanSpeed.Measure(new TextScanner(TextScanner.SupportedEntities), pieces);

        // There are no country packs yet, so that all entities are those of the line before.
        return new { Pii = pii, PiiSecrets = piiSecrets, All = piiSecrets, BytesPerMegabyte = bytes };
    }

    private static string[] ReadPieces(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            if (text.Length == 0)
            {
                throw new BadInputException($"{path}:1: the file is empty.");
            }

            return [.. text.Chunk(PieceLength).Select(piece => new string(piece))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}:0: {exception.Message}");
        }
    }
}
