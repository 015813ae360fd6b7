using System.Text.Json;
using AiGateway.Client.Caching.Semantic.Gates;

namespace AiGateway.Client.Evaluation.Semantic;

/// <summary>Counts what the gates of the semantic cache do with labelled pairs of questions, and what thresholds would do.</summary>
internal static class SemanticVerb
{
    private const string OtherKind = "other";

    public static object Run(VerbArguments arguments)
    {
        var rows = JsonLines.Read(arguments.Required("pairs"), ReadRow);
        var gates = rows.ConvertAll(row => SemanticGates.Compare(Question.Read(row.A), Question.Read(row.B)));
        SortedDictionary<string, KindCounts> kinds = new(StringComparer.Ordinal);
        SortedDictionary<string, int> stops = new(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            Judge(rows[i], gates[i], kinds, stops);
        }

        return new
        {
            Pairs = rows.Count,
            Different = kinds.Values.Sum(counts => counts.Different),
            LetThrough = kinds.Values.Sum(counts => counts.LetThrough),
            Same = kinds.Values.Sum(counts => counts.Same),
            Stopped = kinds.Values.Sum(counts => counts.Stopped),
            Kinds = kinds,
            StoppedBy = stops,
            Thresholds = ThresholdTable.Create(rows, gates),
            Calibration = ThresholdTable.Calibrate(rows),
        };
    }

    private static void Judge(PairRow row, SemanticGate gate, SortedDictionary<string, KindCounts> kinds, SortedDictionary<string, int> stops)
    {
        if (!kinds.TryGetValue(row.Kind, out var counts))
        {
            kinds[row.Kind] = counts = new KindCounts();
        }

        var passes = gate is SemanticGate.None;
        if (row.Same)
        {
            (counts.Same, counts.Stopped) = (counts.Same + 1, counts.Stopped + (passes ? 0 : 1));
        }
        else
        {
            (counts.Different, counts.LetThrough) = (counts.Different + 1, counts.LetThrough + (passes ? 1 : 0));
        }

        if (!passes)
        {
            stops[gate.ToString()] = stops.GetValueOrDefault(gate.ToString()) + 1;
        }

        if (passes != row.Same)
        {
            Console.Error.WriteLine($"{(passes ? "let through" : $"stopped by {gate}")} {row.Kind}: {row.A} | {row.B}");
        }
    }

    private static PairRow ReadRow(JsonElement line) => new(
        line.GetProperty("a").GetString() ?? throw new FormatException("'a' is null."),
        line.GetProperty("b").GetString() ?? throw new FormatException("'b' is null."),
        line.GetProperty("same").GetBoolean(),
        line.TryGetProperty("similarity", out var similarity) && similarity.ValueKind is not JsonValueKind.Null ? similarity.GetDouble() : null,
        line.TryGetProperty("kind", out var kind) && kind.GetString() is { Length: > 0 } name ? name : OtherKind);
}
