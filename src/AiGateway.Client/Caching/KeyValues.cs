using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Client.Context;

namespace AiGateway.Client.Caching;

/// <summary>Writes values of any type into a key, if they can be written in one certain way.</summary>
internal static class KeyValues
{
    private const int MaxDepth = 16;

    /// <summary>Writes a map in the order of its names: the order in which it was filled does not matter.</summary>
    public static void Map(ref KeyWriter writer, IDictionary<string, object?>? map, int depth = 0)
    {
        writer.Number(map?.Count ?? -1);
        if (map is { Count: > 0 })
        {
            WriteSorted(ref writer, [.. map], depth);
        }
    }

    /// <inheritdoc cref="Map(ref KeyWriter, IDictionary{string, object?}?, int)"/>
    public static void ReadOnlyMap(ref KeyWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.Number(map.Count);
        if (map.Count > 0)
        {
            WriteSorted(ref writer, [.. map], 0);
        }
    }

    /// <summary>Writes one value, with its kind: 1 and "1" are not the same.</summary>
    public static void Write(ref KeyWriter writer, object? value, int depth = 0)
    {
        switch (value)
        {
            case null:
                writer.Byte(0);
                break;
            case string text:
                writer.Byte(1);
                writer.Text(text);
                break;
            case bool flag:
                writer.Byte(flag ? (byte)3 : (byte)2);
                break;
            case JsonElement json:
                writer.Byte(4);
                writer.Json(json);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.Byte(5);
                writer.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                writer.Byte(6);
                writer.Number(BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            default:
                WriteOther(ref writer, value, depth);
                break;
        }
    }

    private static void WriteOther(ref KeyWriter writer, object value, int depth)
    {
        switch (value)
        {
            case ulong or decimal or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan:
                writer.Byte(7);
                writer.Text(value.GetType().Name);
                writer.Text(((IFormattable)value).ToString(value is DateTime or DateTimeOffset or DateOnly or TimeOnly ? "O" : null, CultureInfo.InvariantCulture));
                break;
            case Enum:
                writer.Byte(8);
                writer.Text(value.GetType().FullName);
                writer.Text(value.ToString());
                break;
            case Uri uri:
                writer.Byte(9);
                writer.Text(uri.OriginalString);
                break;
            case JsonNode node:
                writer.Byte(10);
                writer.Text(node.ToJsonString());
                break;
            case byte[] bytes:
                writer.Byte(11);
                writer.Bytes(bytes);
                break;
            case IDictionary<string, object?> map when depth < MaxDepth:
                writer.Byte(12);
                Map(ref writer, map, depth + 1);
                break;
            case IReadOnlyList<object?> list when depth < MaxDepth:
                WriteList(ref writer, list, depth);
                break;
            default:
                writer.Bypass(CacheBypass.Value);
                break;
        }
    }

    private static void WriteList(ref KeyWriter writer, IReadOnlyList<object?> list, int depth)
    {
        writer.Byte(13);
        writer.Number(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            Write(ref writer, list[i], depth + 1);
        }
    }

    private static void WriteSorted(ref KeyWriter writer, KeyValuePair<string, object?>[] pairs, int depth)
    {
        Array.Sort(pairs, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        foreach (var (name, value) in pairs)
        {
            writer.Text(name);
            Write(ref writer, value, depth);
        }
    }
}
