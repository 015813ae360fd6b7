using AiGateway.Client.Context;
using AiGateway.Client.Resilience;

namespace GatewayHost.Errors;

/// <summary>What a failed attempt means to the client: a code that it can act on, and a status.</summary>
internal static class FailureCodes
{
    public const string InvalidResponse = "invalid_response";

    public const string IncompleteStream = "incomplete_stream";

    // OpenAI's own codes where the client is meant. What only the operator can put right must not look like the client's fault.
    public static string Of(FailureKind kind) => kind switch
    {
        FailureKind.ContextLength => "context_length_exceeded",
        FailureKind.ContentFiltered => "content_filter",
        FailureKind.BadRequest => "bad_request",
        FailureKind.RateLimited => "rate_limit_exceeded",
        FailureKind.Overloaded => "overloaded",
        FailureKind.Timeout => "timeout",
        FailureKind.Transport => "upstream_unreachable",
        FailureKind.QuotaExhausted => "upstream_quota_exhausted",
        FailureKind.Authentication => "upstream_authentication",
        FailureKind.ModelNotFound => "upstream_model_not_found",
        FailureKind.InvalidResponse => InvalidResponse,
        FailureKind.IncompleteStream => IncompleteStream,
        _ => "server_error",
    };

    public static int StatusOf(FailureKind? kind) => kind switch
    {
        FailureKind.Timeout => StatusCodes.Status504GatewayTimeout,
        null or FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.QuotaExhausted => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status502BadGateway,
    };

    /// <summary>Finds the failure that decides the status: the first that says something about its target rather than about the request.</summary>
    public static FailureKind? FindDecisive(List<GatewayAttempt> failures) =>
        (failures.Find(attempt => !IsOfRequest(attempt.Failure!.Kind)) ?? failures.Find(_ => true))?.Failure!.Kind;

    private static bool IsOfRequest(FailureKind kind) => kind is FailureKind.BadRequest or FailureKind.ContextLength or FailureKind.ContentFiltered;
}
