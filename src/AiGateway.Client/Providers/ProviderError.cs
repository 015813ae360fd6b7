using System.Text.Json;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Providers;

/// <summary>The error object of a provider's body or stream: <c>error.code</c>, <c>error.type</c>, <c>error.message</c>.</summary>
/// <param name="Code">The error code.</param>
/// <param name="Type">The error type.</param>
/// <param name="Message">The provider's text. It may quote the prompt: match it, never repeat it.</param>
public sealed record ProviderError(string? Code, string? Type, string? Message)
{
    // Vendors without a code of their own say it in words only.
    private static readonly string[] ContextLengthPhrases =
        ["prompt is too long", "context length", "context window", "maximum context", "exceed context limit", "input length and `max_tokens`"];

    /// <summary>Reads the error object from a JSON body, whatever the vendor's shape.</summary>
    /// <param name="utf8Json">The body, or one event of a stream.</param>
    /// <returns>The error; <see langword="null"/> when the text is no JSON object or has no error.</returns>
    public static ProviderError? Read(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var document) ? Read(document) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Decides what kind of failure the error tells of.</summary>
    /// <returns>The kind; <see langword="null"/> when nothing in the error decides it.</returns>
    public FailureKind? Classify() =>
        FailureClassifier.FromCode(Code) is { } byCode ? byCode
        : IsContextLength() ? FailureKind.ContextLength
        : FailureClassifier.FromCode(Type);

    /// <summary>Names code and type only.</summary>
    /// <returns>The code, or else the type.</returns>
    public override string ToString() => Code ?? Type ?? "error";

    private bool IsContextLength()
    {
        foreach (var phrase in ContextLengthPhrases)
        {
            if (Message?.Contains(phrase, StringComparison.OrdinalIgnoreCase) is true)
            {
                return true;
            }
        }

        return false;
    }

    private static ProviderError? Read(JsonDocument document)
    {
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind is JsonValueKind.Array && root.GetArrayLength() > 0)
            {
                root = root[0];
            }

            if (root.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            return root.TryGetProperty("error", out var error) && error.ValueKind is not JsonValueKind.Null
                ? error.ValueKind is JsonValueKind.Object ? ReadObject(error) : new ProviderError(null, null, error.ToString())
                : null;
        }
    }

    private static ProviderError ReadObject(JsonElement error) =>
        new(Text(error, "code"), Text(error, "type") ?? Text(error, "status"), Text(error, "message"));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
