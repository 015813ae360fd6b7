using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>Writes JSON as the vendors do: nothing escaped that need not be.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions CompactOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions IndentedOptions = new(CompactOptions) { WriteIndented = true, NewLine = "\n" };

    public static string Compact(JsonNode node) => node.ToJsonString(CompactOptions);

    public static string Indented(JsonNode node) => node.ToJsonString(IndentedOptions);
}
