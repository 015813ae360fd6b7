using System.Net.Sockets;
using System.Text.Json;

namespace AiGateway.Client.Resilience;

/// <summary>The vendor-neutral part of telling what a failure means.</summary>
public static class FailureClassifier
{
    private const int MaxDepth = 16;

    /// <summary>Classifies an HTTP status with the provider's error code.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="errorCode">The provider's error code or type, when known.</param>
    /// <returns>The kind of failure; <see cref="FailureKind.InvalidResponse"/> for a status that is no error.</returns>
    /// <remarks>Sources: RFC 9110 and RFC 6585 for the statuses; OpenAI's and Anthropic's error code pages for the codes.</remarks>
    public static FailureKind FromStatus(int statusCode, string? errorCode = null) => statusCode switch
    {
        < 400 => FailureKind.InvalidResponse,
        400 or 422 => FromCode(errorCode) ?? FailureKind.BadRequest,
        401 => FailureKind.Authentication,
        402 => FailureKind.QuotaExhausted,
        403 => FromCode(errorCode) ?? FailureKind.Authentication,
        404 => FailureKind.ModelNotFound,
        408 => FailureKind.Timeout,
        413 => FailureKind.ContextLength,
        429 => FromCode(errorCode) ?? FailureKind.RateLimited,
        < 500 => FailureKind.BadRequest,
        503 or 529 => FailureKind.Overloaded,
        _ => FailureKind.ServerError,
    };

    /// <summary>Classifies a provider's error code where it says more than the status does.</summary>
    /// <param name="errorCode">The provider's error code or type.</param>
    /// <returns>The kind of failure, or <see langword="null"/> for a code that decides nothing.</returns>
    public static FailureKind? FromCode(string? errorCode) => errorCode switch
    {
        "context_length_exceeded" or "string_above_max_length" or "request_too_large" or "exceed_context_size_error" => FailureKind.ContextLength,
        // "Refusal" is what Microsoft.Extensions.AI makes of a refusing message.
        "content_filter" or "content_policy_violation" or "refusal" or "Refusal" => FailureKind.ContentFiltered,
        "insufficient_quota" or "billing_hard_limit_reached" or "billing_error" or "quota_exceeded" => FailureKind.QuotaExhausted,
        "enforced_spend_limit_reached" or "contract_spend_limit_reached" or "linked_organization_spend_limit_reached" => FailureKind.QuotaExhausted,
        "rate_limit_exceeded" or "rate_limit_error" => FailureKind.RateLimited,
        "overloaded_error" or "engine_overloaded" => FailureKind.Overloaded,
        "server_error" or "api_error" or "internal_server_error" => FailureKind.ServerError,
        "invalid_api_key" or "authentication_error" or "permission_error" => FailureKind.Authentication,
        "model_not_found" or "not_found_error" => FailureKind.ModelNotFound,
        "timeout_error" => FailureKind.Timeout,
        _ => null,
    };

    /// <summary>Classifies an exception by its type, inner and aggregated exceptions included.</summary>
    /// <param name="exception">What an attempt threw; not the caller's own cancellation.</param>
    /// <returns>The failure; <see cref="FailureKind.InvalidResponse"/> when no type in the chain is known.</returns>
    public static ProviderFailure FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Find(exception, 0) ?? new ProviderFailure(FailureKind.InvalidResponse);
    }

    private static ProviderFailure? Find(Exception? exception, int depth) => exception switch
    {
        null => null,
        _ when depth == MaxDepth => null,
        AggregateException aggregate => FindFirst(aggregate, depth + 1),
        HttpRequestException { StatusCode: { } status } => new ProviderFailure(FromStatus((int)status)) { StatusCode = (int)status },
        HttpRequestException or SocketException or IOException => new ProviderFailure(FailureKind.Transport),
        TimeoutException or OperationCanceledException => new ProviderFailure(FailureKind.Timeout),
        JsonException => new ProviderFailure(FailureKind.InvalidResponse),
        _ => Find(exception.InnerException, depth + 1) ?? FromUsageError(exception),
    };

    private static ProviderFailure? FindFirst(AggregateException aggregate, int depth)
    {
        foreach (var inner in aggregate.InnerExceptions)
        {
            if (Find(inner, depth) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static ProviderFailure? FromUsageError(Exception exception) =>
        exception is ArgumentException or NotSupportedException ? new ProviderFailure(FailureKind.BadRequest) : null;
}
