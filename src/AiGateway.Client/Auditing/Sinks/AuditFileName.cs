using System.Globalization;

namespace AiGateway.Client.Auditing.Sinks;

/// <summary>The names of audit files: the day in UTC, whose chain it is, and which file of it.</summary>
internal sealed record AuditFileName(DateOnly Day, string Writer, int Number)
{
    public const string Pattern = "audit-*.jsonl";
    public const string CheckpointPattern = "audit-*.checkpoints";

    private const string Format = "yyyyMMdd";

    public static AuditFileName? Parse(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts.Length == 4 && parts[0] == "audit"
            && DateOnly.TryParseExact(parts[1], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new AuditFileName(day, parts[2], number) : null;
    }

    public static string OfCheckpoints(string writer) => $"audit-{writer}.checkpoints";

    public static string? WriterOfCheckpoints(string path) => Path.GetFileNameWithoutExtension(path).Split('-') is ["audit", var writer] ? writer : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"audit-{Day.ToString(Format, CultureInfo.InvariantCulture)}-{Writer}-{Number:D6}.jsonl");
}
