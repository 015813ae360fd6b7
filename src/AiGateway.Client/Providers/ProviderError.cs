using System.Globalization;
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
    private static readonly (string Phrase, FailureKind Kind)[] Phrases =
    [
        ("prompt is too long", FailureKind.ContextLength),
        ("input is too long", FailureKind.ContextLength),
        ("context length", FailureKind.ContextLength),
        ("context window", FailureKind.ContextLength),
        ("context size", FailureKind.ContextLength),
        ("maximum context", FailureKind.ContextLength),
        ("maximum prompt length", FailureKind.ContextLength),
        ("maximum model length", FailureKind.ContextLength),
        ("maximum number of tokens allowed", FailureKind.ContextLength),
        ("exceed context limit", FailureKind.ContextLength),
        ("input length and `max_tokens`", FailureKind.ContextLength),
        ("blocked by content filtering policy", FailureKind.ContentFiltered),
        ("credit balance is too low", FailureKind.QuotaExhausted),
        ("API usage limits", FailureKind.QuotaExhausted),
        ("API key not valid", FailureKind.Authentication),
    ];

    /// <summary>Gets how long the body asks to wait, where the vendor says so there instead of in a header.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    // A code that merely repeats the status says less than the type.
    internal string? Name => Type is not null && HttpStatus is not null ? Type : Code ?? Type;

    private int? HttpStatus =>
        int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600 ? status : null;

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
        FailureClassifier.FromCode(Code)
        ?? FromPhrase()
        ?? FailureClassifier.FromCode(Type)
        ?? (HttpStatus is { } status ? FailureClassifier.FromStatus(status) : null);

    /// <summary>Names code and type only.</summary>
    /// <returns>The code, or else the type.</returns>
    public override string ToString() => Name ?? "error";

    private FailureKind? FromPhrase()
    {
        foreach (var (phrase, kind) in Phrases)
        {
            if (Message?.Contains(phrase, StringComparison.OrdinalIgnoreCase) is true)
            {
                return kind;
            }
        }

        return null;
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

    private static ProviderError ReadObject(JsonElement error)
    {
        var hasDetails = error.TryGetProperty("details", out var details);
        var code = hasDetails && details.ValueKind is JsonValueKind.Object ? Text(details, "error_code") : null;
        return new ProviderError(Text(error, "code") ?? code, Text(error, "type") ?? Text(error, "status"), Text(error, "message"))
        {
            RetryAfter = hasDetails && details.ValueKind is JsonValueKind.Array ? ReadDelay(details) : null,
        };
    }

    // google.rpc.RetryInfo: { "retryDelay": "34.5s" }.
    private static TimeSpan? ReadDelay(JsonElement details)
    {
        foreach (var detail in details.EnumerateArray())
        {
            if (detail.ValueKind is JsonValueKind.Object && Text(detail, "retryDelay") is { } text
                && double.TryParse(text.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
