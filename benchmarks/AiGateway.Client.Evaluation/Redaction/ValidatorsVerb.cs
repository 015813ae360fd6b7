using System.Text.Json;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Compares what a detector says about single values with what is known about them; values that nobody judged are left out.</summary>
internal static class ValidatorsVerb
{
    public static object Run(VerbArguments arguments)
    {
        var rows = JsonLines.Read(arguments.Required("cases"), ReadRow);
        SortedDictionary<string, ValidatorCounts> counts = new(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Valid is not null && TextScanner.SupportedEntities.Contains(row.Entity)))
        {
            if (!counts.TryGetValue(row.Entity, out var count))
            {
                counts[row.Entity] = count = new ValidatorCounts();
            }

            Judge(row, count);
        }

        return new { Entities = counts, Unsupported = Scanning.Unsupported(rows.Select(row => row.Entity)) };
    }

    private static void Judge(ValidatorRow row, ValidatorCounts count)
    {
        var span = new TextSpan(0, row.Value.Length);
        var accepted = row.Value.Length > 0 && span.IsCoveredBy(Scanning.Find(Scanning.Create([row.Entity]), row.Value));
        if (row.Valid == true)
        {
            (count.Valid, count.Accepted) = (count.Valid + 1, count.Accepted + (accepted ? 1 : 0));
        }
        else
        {
            (count.Invalid, count.Rejected) = (count.Invalid + 1, count.Rejected + (accepted ? 0 : 1));
        }

        if (accepted != row.Valid)
        {
            Console.Error.WriteLine($"{(accepted ? "accepted" : "rejected")} {row.Entity}: {row.Value}");
        }
    }

    private static ValidatorRow ReadRow(JsonElement line)
    {
        var valid = line.GetProperty("valid");
        return new ValidatorRow(
            line.GetProperty("entity").GetString() ?? throw new FormatException("'entity' is null."),
            line.GetProperty("value").GetString() ?? throw new FormatException("'value' is null."),
            valid.ValueKind == JsonValueKind.Null ? null : valid.GetBoolean());
    }
}
