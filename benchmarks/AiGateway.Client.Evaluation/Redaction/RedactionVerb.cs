using System.Text.Json;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Counts how many labelled texts are found and how many that must not be are flagged.</summary>
/// <remarks>Each text is searched for the entity of its label alone, for numbers of several countries share check digits; the speed is that of all at once.</remarks>
internal static class RedactionVerb
{
    public static object Run(VerbArguments arguments)
    {
        var wanted = arguments.List("entities");
        var rows = JsonLines.Read(arguments.Required("cases"), ReadRow).Where(row => Scanning.IsWanted(wanted, row.Entity)).ToList();
        var scanner = Scanning.Create(wanted);
        Dictionary<string, TextScanner> scanners = new(StringComparer.Ordinal);
        SortedDictionary<string, RedactionCounts> counts = new(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => TextScanner.SupportedEntities.Contains(row.Entity)))
        {
            if (!counts.TryGetValue(row.Entity, out var count))
            {
                counts[row.Entity] = count = new RedactionCounts();
            }

            if (!scanners.TryGetValue(row.Entity, out var single))
            {
                scanners[row.Entity] = single = Scanning.Create([row.Entity]);
            }

            Judge(row, Scanning.Find(single, row.Text), count);
        }

        var speed = rows.Count == 0 ? 0 : ScanSpeed.Measure(scanner, [.. rows.Select(row => row.Text)]).Speed;
        return new { Entities = counts, Unsupported = Scanning.Unsupported(rows.Select(row => row.Entity)), MbPerSecond = speed };
    }

    private static void Judge(RedactionRow row, List<Detection> detections, RedactionCounts count)
    {
        var ofEntity = detections.Where(detection => detection.Entity == row.Entity).ToList();
        if (row.Spans.Count == 0)
        {
            count.Negatives++;
            if (ofEntity.Count == 0)
            {
                return;
            }

            count.Flagged++;
            Console.Error.WriteLine($"flagged {row.Entity}: {row.Text}");
            return;
        }

        count.Positives++;
        if (row.Spans.All(span => span.IsCoveredBy(ofEntity)))
        {
            count.Found++;
        }
        else
        {
            Console.Error.WriteLine($"missed {row.Entity}: {row.Text}");
        }
    }

    private static RedactionRow ReadRow(JsonElement line)
    {
        var text = line.GetProperty("text").GetString() ?? throw new FormatException("'text' is null.");
        var spans = line.GetProperty("spans").EnumerateArray().Select(span => TextSpan.FromCodePoints(text, span[0].GetInt32(), span[1].GetInt32())).ToList();
        return new RedactionRow(line.GetProperty("entity").GetString() ?? throw new FormatException("'entity' is null."), text, spans);
    }
}
