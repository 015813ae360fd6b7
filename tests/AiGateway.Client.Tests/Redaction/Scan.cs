using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>What a scanner finds, as the text of each detection.</summary>
internal static class Scan
{
    public static string[] For(string entity, string text) => Values(new TextScanner([entity]), text);

    public static string[] Values(TextScanner scanner, string text) => [.. Detections(scanner, text).Select(found => text.Substring(found.Start, found.Length))];

    public static string[] Entities(TextScanner scanner, string text) => [.. Detections(scanner, text).Select(found => found.Entity)];

    public static List<Detection> Detections(TextScanner scanner, string text)
    {
        List<Detection> found = [];
        scanner.Scan(text, found);
        return found;
    }
}
