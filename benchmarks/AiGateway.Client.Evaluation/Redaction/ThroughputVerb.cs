using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Measures how fast a file is scanned in pieces of the size of a chat message, in megabytes of UTF-8 per second.</summary>
internal static class ThroughputVerb
{
    private const int PieceLength = 4096;

    public static object Run(VerbArguments arguments)
    {
        var pieces = ReadPieces(arguments.Required("file"));
        var pii = RedactionPolicy.DefaultEntities.Where(entity => entity != EntityNames.Secret).ToList();
        var (piiSpeed, _) = ScanSpeed.Measure(new TextScanner(pii), pieces);
        var (secretSpeed, _) = ScanSpeed.Measure(new TextScanner([.. pii, EntityNames.Secret]), pieces);
        var (allSpeed, bytes) = ScanSpeed.Measure(new TextScanner(TextScanner.SupportedEntities), pieces);
        return new { Pii = piiSpeed, PiiSecrets = secretSpeed, All = allSpeed, BytesPerMegabyte = bytes };
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
