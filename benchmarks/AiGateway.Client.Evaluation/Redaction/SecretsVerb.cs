using System.Text.Json;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Counts how many secrets are found and how many look-alikes are flagged.</summary>
/// <remarks>
/// A row is <c>{"label":"tp" or "fp","rule","text","spans":[[start,end),…]}</c> in code points. A secret is found when every span is covered; one without spans when anything is found.
/// Only SECRET is on, unless <c>--entities SECRET,HIGH_ENTROPY</c> says so.
/// </remarks>
internal static class SecretsVerb
{
    public static object Run(VerbArguments arguments)
    {
        var rows = JsonLines.Read(arguments.Required("cases"), ReadRow);
        var scanner = Scanning.Create(arguments.List("entities") ?? [EntityNames.Secret]);
        SortedDictionary<string, SecretCounts> rules = new(StringComparer.Ordinal);
        SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!rules.TryGetValue(row.Rule, out var count)) rules[row.Rule] = count = new SecretCounts();
            var found = Scanning.Find(scanner, row.Text);
            Judge(row, found, count);
            foreach (var kind in found.Select(detection => detection.SubType ?? detection.Entity)) kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        return new
        {
            TruePositives = rules.Values.Sum(count => count.N),
            Found = rules.Values.Sum(count => count.Found),
            FalsePositives = rules.Values.Sum(count => count.Negatives),
            Flagged = rules.Values.Sum(count => count.Flagged),
            ByRule = rules,
            BySubType = kinds,
            MbPerSecond = rows.Count == 0 ? 0 : ScanSpeed.Measure(scanner, [.. rows.Select(row => row.Text)]).Speed,
        };
    }

    private static void Judge(SecretRow row, List<Detection> found, SecretCounts count)
    {
        if (!row.IsSecret)
        {
            count.Negatives++;
            if (found.Count == 0) return;
            count.Flagged++;
            Console.Error.WriteLine($"flagged {row.Rule} as {found[0].SubType}: {row.Text}");
            return;
        }

        count.N++;
        if (row.Spans.Count == 0 ? found.Count > 0 : row.Spans.All(span => span.IsCoveredBy(found))) count.Found++;
        else Console.Error.WriteLine($"missed {row.Rule}: {row.Text}");
    }

    private static SecretRow ReadRow(JsonElement line)
    {
        var text = line.GetProperty("text").GetString() ?? throw new FormatException("'text' is null.");
        var label = line.GetProperty("label").GetString();
        if (label is not ("tp" or "fp")) throw new FormatException($"'label' is '{label}'; it is tp or fp.");
        var rule = line.GetProperty("rule").GetString() ?? throw new FormatException("'rule' is null.");
        var spans = line.TryGetProperty("spans", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        return new SecretRow(label == "tp", rule, text, [.. spans.Select(span => TextSpan.FromCodePoints(text, span[0].GetInt32(), span[1].GetInt32()))]);
    }
}
