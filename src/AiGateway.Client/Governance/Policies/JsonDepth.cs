using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Tells how deep objects and lists stand in each other, without going deeper than it is asked to.</summary>
internal static class JsonDepth
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    public static bool Exceeds(object? value, int most) => value switch
    {
        null or string or bool or IFormattable => false,
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => Exceeds(JsonMarshal.GetRawUtf8Value(element), most),
        JsonDocument document => Exceeds(document.RootElement, most),
        JsonValue node => node.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array && most < 1,
        JsonObject node => most < 1 || node.Any(property => Exceeds(property.Value, most - 1)),
        JsonArray node => most < 1 || node.Any(item => Exceeds(item, most - 1)),
        AIContent => false,
        IDictionary<string, object?> map => most < 1 || Any(map, most - 1),
        IEnumerable list => most < 1 || list.Cast<object?>().Any(item => Exceeds(item, most - 1)),
        _ => most < 1,
    };

    private static bool Any(IDictionary<string, object?> map, int most)
    {
        foreach (var (_, value) in map)
        {
            if (Exceeds(value, most))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Exceeds(ReadOnlySpan<byte> json, int most)
    {
        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read())
        {
            // The depth of a start is that of what it stands in.
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= most)
            {
                return true;
            }
        }

        return false;
    }
}
