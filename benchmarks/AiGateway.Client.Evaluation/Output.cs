using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiGateway.Client.Evaluation;

/// <summary>How results are written: one line, names in camel case, dictionary keys as they are.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(object result) => JsonSerializer.Serialize(result, result.GetType(), Options);
}
