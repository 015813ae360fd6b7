using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites the texts inside JSON, so that it stays JSON whatever they become.</summary>
internal static class JsonRewriter
{
    // Deeper ones are read as plain text; the writer goes no deeper either.
    private const int MaxDepth = 900;

    // The limit of the writer.
    private const int MostDepth = 1000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Rewrites the property names, texts and numbers of an element.</summary>
    /// <returns><see langword="false"/> when nothing in it changes.</returns>
    public static bool TryRewrite(JsonElement element, ContentRewriter contents, out JsonElement rewritten)
    {
        rewritten = element;
        if (contents.OnlyReads)
        {
            return Write(null, element, contents, 0);
        }

        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Options);
        if (!Write(writer, element, contents, 0))
        {
            return false;
        }

        writer.Flush();
        var reader = new Utf8JsonReader(output.WrittenSpan, new JsonReaderOptions { MaxDepth = int.MaxValue });
        rewritten = JsonElement.ParseValue(ref reader);
        return true;
    }

    /// <summary>Rewrites a text that is a JSON object or array.</summary>
    /// <returns>The text itself when nothing changes; <see langword="null"/> when it is not JSON.</returns>
    public static string? RewriteDocument(string text, ContentRewriter contents)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return TryRewrite(document.RootElement, contents, out var rewritten) ? rewritten.GetRawText() : text;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or with a lone surrogate, which no JSON can hold.
            return null;
        }
    }

    private static bool Write(Utf8JsonWriter? writer, JsonElement element, ContentRewriter contents, int depth) => element.ValueKind switch
    {
        _ when depth > MostDepth => throw new InvalidOperationException("The JSON is too deep to be looked through."),
        JsonValueKind.Object => WriteObject(writer, element, contents, depth + 1),
        JsonValueKind.Array => WriteArray(writer, element, contents, depth + 1),
        JsonValueKind.String => WriteText(writer, element.GetString()!, contents),
        JsonValueKind.Number => WriteNumber(writer, element.GetRawText(), contents),
        _ => WriteLiteral(writer, element),
    };

    private static bool WriteObject(Utf8JsonWriter? writer, JsonElement element, ContentRewriter contents, int depth)
    {
        var changed = false;
        writer?.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            var name = contents.Text(property.Name);
            changed |= name != property.Name;
            writer?.WritePropertyName(name);
            changed |= Write(writer, property.Value, contents, depth);
        }

        writer?.WriteEndObject();
        return changed;
    }

    private static bool WriteArray(Utf8JsonWriter? writer, JsonElement element, ContentRewriter contents, int depth)
    {
        var changed = false;
        writer?.WriteStartArray();
        foreach (var item in element.EnumerateArray())
        {
            changed |= Write(writer, item, contents, depth);
        }

        writer?.WriteEndArray();
        return changed;
    }

    private static bool WriteText(Utf8JsonWriter? writer, string text, ContentRewriter contents)
    {
        var rewritten = contents.Text(text);
        writer?.WriteStringValue(rewritten);
        return rewritten != text;
    }

    private static bool WriteNumber(Utf8JsonWriter? writer, string number, ContentRewriter contents)
    {
        var rewritten = contents.Text(number);
        if (rewritten == number)
        {
            writer?.WriteRawValue(number, skipInputValidation: true);
            return false;
        }

        writer?.WriteStringValue(rewritten);
        return true;
    }

    private static bool WriteLiteral(Utf8JsonWriter? writer, JsonElement element)
    {
        if (writer is not null)
        {
            element.WriteTo(writer);
        }

        return false;
    }
}
