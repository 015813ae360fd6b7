using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>What OpenAI's two formats have in common: the key, headers, errors.</summary>
internal class OpenAIDialect
{
    /// <summary>Gets a value indicating whether answers carry Azure's content filter results.</summary>
    public virtual bool HasFilterResults => false;

    public virtual string? ReadKey(IReadOnlyDictionary<string, string> headers) => Bearer(headers);

    public virtual IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) =>
    [
        new("openai-organization", "org-loopback"),
        new("openai-processing-ms", "12"),
        new("openai-version", "2020-10-01"),
        new("x-request-id", $"req_{request.Index:d4}"),
    ];

    public virtual WireError Describe(WireErrorKind kind) => kind switch
    {
        WireErrorKind.ContextLength => new(400, "context_length_exceeded", "invalid_request_error", "This model's maximum context length is 8192 tokens, but the messages have 9000."),
        WireErrorKind.ContentFilter => new(400, "content_policy_violation", "invalid_request_error", "The request was rejected by the safety system."),
        WireErrorKind.Authentication => new(401, "invalid_api_key", "invalid_request_error", "The API key provided is not correct."),
        WireErrorKind.Permission => new(403, "unsupported_country_region_territory", "request_forbidden", "Country, region, or territory not supported."),
        WireErrorKind.ModelNotFound => new(404, "model_not_found", "invalid_request_error", "The model does not exist or you do not have access to it."),
        WireErrorKind.RateLimit => new(429, "rate_limit_exceeded", "requests", "Rate limit reached for requests per minute."),
        WireErrorKind.Quota => new(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota; check plan and billing."),
        WireErrorKind.ServerError => new(500, null, "server_error", "The server had an error while processing the request."),
        WireErrorKind.Overloaded => new(503, null, "server_error", "The engine is currently overloaded."),
        _ => new(400, null, "invalid_request_error", "The request is not valid."),
    };

    public virtual WireError UnknownPath(WireRequest request) =>
        new(404, null, "invalid_request_error", $"Invalid URL ({request.Method} {request.Path})");

    public virtual JsonObject ErrorObject(WireError error) => new()
    {
        ["error"] = new JsonObject { ["message"] = error.Message, ["type"] = error.Type, ["param"] = null, ["code"] = error.Code },
    };

    protected static string? Bearer(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value["Bearer ".Length..] : null;
}
