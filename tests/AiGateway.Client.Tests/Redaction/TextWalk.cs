using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using AiGateway.Client.Context;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Looks into everything that a provider is sent.</summary>
internal static class TextWalk
{
    /// <summary>Gathers every text that can be reached from an object.</summary>
    public static void Collect(object? value, List<string> seen, HashSet<object> visited)
    {
        switch (value)
        {
            case null or Type or Delegate or MemberInfo or JsonSerializerOptions:
                break;
            case string text:
                seen.Add(text);
                break;
            case Uri address:
                seen.AddRange([address.OriginalString, address.AbsoluteUri]);
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                seen.Add(element.GetRawText());
                break;
            case JsonDocument document:
                seen.Add(document.RootElement.GetRawText());
                break;
            case System.Text.Json.Nodes.JsonNode node:
                seen.Add(node.ToJsonString());
                break;
            case ReadOnlyMemory<byte> bytes:
                seen.Add(Encoding.UTF8.GetString(bytes.Span));
                break;
            case ReadOnlyMemory<char> chars:
                seen.Add(chars.ToString());
                break;
            case GatewayContext or GatewayCaller:
                break;
            case IEnumerable list when visited.Add(list):
                foreach (var item in list)
                {
                    Collect(item, seen, visited);
                }

                break;
            case var _ when value.GetType() is { IsPrimitive: false, IsEnum: false } type && (type.IsValueType || visited.Add(value)):
                foreach (var property in Readable(type))
                {
                    Collect(property.GetValue(value), seen, visited);
                }

                break;
        }
    }

    private static IEnumerable<PropertyInfo> Readable(Type type) =>
        type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal) || type.Namespace!.StartsWith("Microsoft.Extensions.AI", StringComparison.Ordinal)
            || type.Namespace.StartsWith("AiGateway", StringComparison.Ordinal)
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            : [];
}
