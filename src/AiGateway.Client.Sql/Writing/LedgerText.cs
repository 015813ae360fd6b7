using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Sql.Writing;

/// <summary>Text as every database takes it: one value that it refuses would keep a whole batch out.</summary>
internal static class LedgerText
{
    /// <summary>The longest name; indexes have limits.</summary>
    public const int MaxLength = 256;

    private const char Replacement = '\uFFFD';

    /// <summary>Cuts what is too long and replaces what is no text.</summary>
    /// <returns><see langword="null"/> for nothing at all.</returns>
    public static string? CleanOrNull(string? value) => string.IsNullOrEmpty(value) ? null : Clean(value);

    /// <summary>Cuts what is too long and replaces what is no text.</summary>
    public static string Clean(string value)
    {
        var span = value.AsSpan();
        if (span.Length <= MaxLength && !span.Contains('\0') && span.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return value;
        }

        var text = new StringBuilder(Math.Min(span.Length, MaxLength));
        while (span.Length > 0 && text.Length < MaxLength)
        {
            var valid = Rune.DecodeFromUtf16(span, out var rune, out var consumed) is OperationStatus.Done && rune.Value != 0;
            _ = valid ? text.Append(span[..consumed]) : text.Append(Replacement);
            span = span[consumed..];
        }

        return text.ToString();
    }

    /// <summary>Writes the labels of a request as a JSON object.</summary>
    public static string? Json(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null || tags.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in tags.Select(tag => (Clean(tag.Key), Clean(tag.Value))).DistinctBy(tag => tag.Item1))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
