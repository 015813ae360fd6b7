using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites the texts inside JSON, so that it stays JSON whatever they become.</summary>
internal static class JsonRewriter
{
    // Deeper ones are read as plain text; the writer goes no deeper either.
    private const int MaxDepth = 900;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Rewrites the property names, texts and numbers of an element.</summary>
    /// <returns><see langword="false"/> when nothing in it changes.</returns>
    public static bool TryRewrite(JsonElement element, Func<string, string> rewrite, out JsonElement rewritten)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Options);
        rewritten = element;
        if (!Write(writer, element, rewrite))
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
    public static string? RewriteDocument(string text, Func<string, string> rewrite)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return TryRewrite(document.RootElement, rewrite, out var rewritten) ? rewritten.GetRawText() : text;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or with a lone surrogate, which no JSON can hold.
            return null;
        }
    }

    private static bool Write(Utf8JsonWriter writer, JsonElement element, Func<string, string> rewrite) => element.ValueKind switch
    {
        JsonValueKind.Object => WriteObject(writer, element, rewrite),
        JsonValueKind.Array => WriteArray(writer, element, rewrite),
        JsonValueKind.String => WriteText(writer, element.GetString()!, rewrite),
        JsonValueKind.Number => WriteNumber(writer, element.GetRawText(), rewrite),
        _ => WriteLiteral(writer, element),
    };

    private static bool WriteObject(Utf8JsonWriter writer, JsonElement element, Func<string, string> rewrite)
    {
        var changed = false;
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            var name = rewrite(property.Name);
            changed |= name != property.Name;
            writer.WritePropertyName(name);
            changed |= Write(writer, property.Value, rewrite);
        }

        writer.WriteEndObject();
        return changed;
    }

    private static bool WriteArray(Utf8JsonWriter writer, JsonElement element, Func<string, string> rewrite)
    {
        var changed = false;
        writer.WriteStartArray();
        foreach (var item in element.EnumerateArray())
        {
            changed |= Write(writer, item, rewrite);
        }

        writer.WriteEndArray();
        return changed;
    }

    private static bool WriteText(Utf8JsonWriter writer, string text, Func<string, string> rewrite)
    {
        var rewritten = rewrite(text);
        writer.WriteStringValue(rewritten);
        return rewritten != text;
    }

    private static bool WriteNumber(Utf8JsonWriter writer, string number, Func<string, string> rewrite)
    {
        var rewritten = rewrite(number);
        if (rewritten == number)
        {
            writer.WriteRawValue(number, skipInputValidation: true);
            return false;
        }

        writer.WriteStringValue(rewritten);
        return true;
    }

    private static bool WriteLiteral(Utf8JsonWriter writer, JsonElement element)
    {
        element.WriteTo(writer);
        return false;
    }
}
