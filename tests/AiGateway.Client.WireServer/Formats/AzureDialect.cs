using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>How Azure's v1 endpoint differs from OpenAI's: keys, errors, content filter results.</summary>
internal sealed class AzureDialect : OpenAIDialect
{
    public override bool HasFilterResults => true;

    public override string? ReadKey(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("api-key", out var key) ? key : Bearer(headers);

    public override IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) =>
    [
        new("apim-request-id", $"00000000-0000-0000-0000-{request.Index:d12}"),
        new("x-ms-region", "Loopback"),
        new("x-request-id", $"00000000-0000-0000-0001-{request.Index:d12}"),
    ];

    public override WireError Describe(WireErrorKind kind) => kind switch
    {
        WireErrorKind.ContentFilter => new(400, "content_filter", null, "The prompt triggered the content management policy."),
        WireErrorKind.Authentication => new(401, "401", null, "Access denied due to invalid subscription key or wrong API endpoint."),
        WireErrorKind.Permission => new(403, "PermissionDenied", null, "The principal lacks the required data action."),
        WireErrorKind.ModelNotFound => new(404, "DeploymentNotFound", null, "The API deployment for this resource does not exist."),
        WireErrorKind.RateLimit => new(429, "RateLimitReached", null, "The requests have exceeded the rate limit of the deployment."),
        WireErrorKind.ServerError => new(500, "InternalServerError", null, "Backend returned unexpected response."),
        WireErrorKind.Overloaded => new(503, "ServiceUnavailable", null, "The service is temporarily unable to process the request."),
        _ => base.Describe(kind),
    };

    public override WireError UnknownPath(WireRequest request) => new(404, "404", null, "Resource not found");

    public override JsonObject ErrorObject(WireError error) => error switch
    {
        { Code: "content_filter" } => new JsonObject { ["error"] = Filtered(error) },
        { Type: not null } => base.ErrorObject(error),
        _ => new JsonObject { ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message } },
    };

    /// <summary>Makes the results of a filter that found nothing.</summary>
    public static JsonObject Clean() => new() { ["hate"] = Finding("safe"), ["self_harm"] = Finding("safe"), ["sexual"] = Finding("safe"), ["violence"] = Finding("safe") };

    private static JsonObject Finding(string severity) => new() { ["filtered"] = severity != "safe", ["severity"] = severity };

    private static JsonObject Filtered(WireError error)
    {
        var results = Clean();
        results["violence"] = Finding("medium");
        return new JsonObject
        {
            ["message"] = error.Message,
            ["type"] = error.Type,
            ["param"] = "prompt",
            ["code"] = error.Code,
            ["status"] = error.Status,
            ["innererror"] = new JsonObject { ["code"] = "ResponsibleAIPolicyViolation", ["content_filter_result"] = results },
        };
    }
}
