using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites objects whose type is not known beforehand: arguments, results, additional properties.</summary>
internal sealed class ValueRewriter(ContentRewriter contents)
{
    public object? Rewrite(object? value) => value switch
    {
        null or bool or char or Enum or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or GatewayResult => value,
        string text => contents.Text(text),
        JsonElement element => Element(element),
        JsonDocument document => JsonRewriter.TryRewrite(document.RootElement, contents, out var rewritten) ? rewritten : document,
        JsonNode node => Node(node),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Int128 or UInt128 or System.Numerics.BigInteger => Number((IFormattable)value),
        Uri address => contents.Address(address),
        byte[] or ReadOnlyMemory<byte> or Memory<byte> or Stream => Bytes(value),
        AIContent content => contents.Content(content),
        UsageDetails details => contents.Usage(details),
        _ => Collection(value),
    };

    private object? Collection(object value) => value switch
    {
        IEnumerable<AIContent> list => Listed(value, list.Select(contents.Content).ToList()),
        IReadOnlyDictionary<string, object?> map => contents.Map(map),
        IDictionary<string, object?> map => contents.Map(map),
        IReadOnlyDictionary<string, string> map => contents.Map(map),
        IDictionary<string, string> map => contents.Map(map),
        IEnumerable<string> texts => Listed(value, texts.Select(text => contents.Text(text)).ToList()),
        IDictionary => contents.Opaque(value),
        IEnumerable<object?> list => Listed(value, list.Select(Rewrite).ToList()),
        _ => contents.Opaque(value),
    };

    // A sequence that is computed may be read only once, or read differently the next time.
    private object Listed(object value, object list)
    {
        if (value is not ICollection)
        {
            contents.NoteCopy();
        }

        return list;
    }

    private JsonElement Element(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Undefined)
        {
            JsonRewriter.TryRewrite(element, contents, out element);
        }

        return element;
    }

    private JsonNode? Node(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString(), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return JsonRewriter.TryRewrite(document.RootElement, contents, out var rewritten) ? JsonNode.Parse(rewritten.GetRawText()) : node;
    }

    private object Number(IFormattable number)
    {
        var text = number.ToString(null, CultureInfo.InvariantCulture);
        var rewritten = contents.Text(text);
        return ReferenceEquals(rewritten, text) ? number : rewritten;
    }

    private object Bytes(object value)
    {
        contents.Binary("bytes");
        return value;
    }
}
