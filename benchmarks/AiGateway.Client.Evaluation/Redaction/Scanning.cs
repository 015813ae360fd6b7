using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>What the verbs of this folder share.</summary>
internal static class Scanning
{
    /// <summary>A scanner for the entities of these that are found by rule; for all of them when none is named.</summary>
    public static TextScanner Create(IEnumerable<string>? entities) =>
        new((entities ?? TextScanner.SupportedEntities).Where(TextScanner.SupportedEntities.Contains));

    public static List<Detection> Find(TextScanner scanner, string text)
    {
        List<Detection> found = [];
        scanner.Scan(text, found);
        return found;
    }

    /// <summary>The supported entities of a file, and the others in order.</summary>
    public static string[] Unsupported(IEnumerable<string> entities) =>
        [.. entities.Distinct().Where(entity => !TextScanner.SupportedEntities.Contains(entity)).Order(StringComparer.Ordinal)];

    public static bool IsWanted(IReadOnlyList<string>? wanted, string entity) => wanted is null || wanted.Contains(entity);
}
