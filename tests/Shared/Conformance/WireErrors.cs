using AiGateway.Client.Resilience;
using AiGateway.Client.Wire;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>What the errors that a vendor words are to be taken for.</summary>
/// <param name="Failures">The failure for each error. An error that the vendor does not have is missing.</param>
public sealed record WireErrors(IReadOnlyDictionary<WireErrorKind, ProviderFailure> Failures)
{
    public static WireErrors OpenAI { get; } = new(new Dictionary<WireErrorKind, ProviderFailure>
    {
        [WireErrorKind.BadRequest] = Failure(FailureKind.BadRequest, 400, "invalid_request_error"),
        [WireErrorKind.ContextLength] = Failure(FailureKind.ContextLength, 400, "context_length_exceeded"),
        [WireErrorKind.ContentFilter] = Failure(FailureKind.ContentFiltered, 400, "content_policy_violation"),
        [WireErrorKind.Authentication] = Failure(FailureKind.Authentication, 401, "invalid_api_key"),
        [WireErrorKind.Permission] = Failure(FailureKind.Authentication, 403, "unsupported_country_region_territory"),
        [WireErrorKind.ModelNotFound] = Failure(FailureKind.ModelNotFound, 404, "model_not_found"),
        [WireErrorKind.RateLimit] = Failure(FailureKind.RateLimited, 429, "rate_limit_exceeded"),
        [WireErrorKind.Quota] = Failure(FailureKind.QuotaExhausted, 429, "insufficient_quota"),
        [WireErrorKind.ServerError] = Failure(FailureKind.ServerError, 500, "server_error"),
        [WireErrorKind.Overloaded] = Failure(FailureKind.Overloaded, 503, "server_error"),
    });

    public static WireErrors Azure { get; } = new(new Dictionary<WireErrorKind, ProviderFailure>(OpenAI.Failures)
    {
        [WireErrorKind.ContentFilter] = Failure(FailureKind.ContentFiltered, 400, "content_filter"),
        [WireErrorKind.Authentication] = Failure(FailureKind.Authentication, 401, "401"),
        [WireErrorKind.Permission] = Failure(FailureKind.Authentication, 403, "PermissionDenied"),
        [WireErrorKind.ModelNotFound] = Failure(FailureKind.ModelNotFound, 404, "DeploymentNotFound"),
        [WireErrorKind.RateLimit] = Failure(FailureKind.RateLimited, 429, "RateLimitReached"),
        [WireErrorKind.ServerError] = Failure(FailureKind.ServerError, 500, "InternalServerError"),
        [WireErrorKind.Overloaded] = Failure(FailureKind.Overloaded, 503, "ServiceUnavailable"),
    });

    public static WireErrors Anthropic { get; } = new(new Dictionary<WireErrorKind, ProviderFailure>
    {
        [WireErrorKind.BadRequest] = Failure(FailureKind.BadRequest, 400, "invalid_request_error"),
        [WireErrorKind.ContextLength] = Failure(FailureKind.ContextLength, 400, "invalid_request_error"),
        [WireErrorKind.ContentFilter] = Failure(FailureKind.ContentFiltered, 400, "invalid_request_error"),
        [WireErrorKind.Authentication] = Failure(FailureKind.Authentication, 401, "authentication_error"),
        [WireErrorKind.Permission] = Failure(FailureKind.Authentication, 403, "permission_error"),
        [WireErrorKind.ModelNotFound] = Failure(FailureKind.ModelNotFound, 404, "not_found_error"),
        [WireErrorKind.RateLimit] = Failure(FailureKind.RateLimited, 429, "rate_limit_error"),
        [WireErrorKind.Quota] = Failure(FailureKind.QuotaExhausted, 400, "invalid_request_error"),
        [WireErrorKind.ServerError] = Failure(FailureKind.ServerError, 500, "api_error"),
        [WireErrorKind.Overloaded] = Failure(FailureKind.Overloaded, 529, "overloaded_error"),
    });

    /// <summary>Gets Ollama's: messages without codes, no content filter; an exhausted plan is a limit that passes.</summary>
    public static WireErrors Ollama { get; } = new(new Dictionary<WireErrorKind, ProviderFailure>
    {
        [WireErrorKind.BadRequest] = Failure(FailureKind.BadRequest, 400),
        [WireErrorKind.ContextLength] = Failure(FailureKind.ContextLength, 400),
        [WireErrorKind.Authentication] = Failure(FailureKind.Authentication, 401),
        [WireErrorKind.Permission] = Failure(FailureKind.Authentication, 403),
        [WireErrorKind.ModelNotFound] = Failure(FailureKind.ModelNotFound, 404),
        [WireErrorKind.RateLimit] = Failure(FailureKind.RateLimited, 429),
        [WireErrorKind.Quota] = Failure(FailureKind.RateLimited, 429),
        [WireErrorKind.ServerError] = Failure(FailureKind.ServerError, 500),
        [WireErrorKind.Overloaded] = Failure(FailureKind.Overloaded, 503),
    });

    private static ProviderFailure Failure(FailureKind kind, int status, string? code = null) => new(kind) { StatusCode = status, ErrorCode = code };
}
