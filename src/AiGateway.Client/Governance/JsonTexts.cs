using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Governance;

/// <summary>Shows the property names and texts inside JSON to a visitor, without their escapes.</summary>
internal static class JsonTexts
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    public static bool Visit<T>(JsonElement element, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor =>
        element.ValueKind is JsonValueKind.Undefined || Visit(JsonMarshal.GetRawUtf8Value(element), origin, ref visitor);

    public static bool Visit<T>(ReadOnlySpan<byte> json, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor
    {
        var buffer = ArrayPool<char>.Shared.Rent(json.Length);
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !visitor.Visit(buffer.AsSpan(0, Copy(ref reader, buffer)), origin))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static int Copy(ref Utf8JsonReader reader, char[] buffer) =>
        reader.ValueIsEscaped ? reader.CopyString(buffer) : Encoding.UTF8.GetChars(reader.ValueSpan, buffer);
}
