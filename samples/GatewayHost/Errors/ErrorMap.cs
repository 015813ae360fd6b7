using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using GatewayHost.Requests;
using GatewayHost.Responses;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayHost.Errors;

/// <summary>Says in OpenAI's terms what went wrong. What a provider said is repeated only where it refused the request itself: it may quote the prompt.</summary>
internal static class ErrorMap
{
    /// <summary>Maps an exception; <see langword="null"/> for one that nobody foresaw.</summary>
    public static OpenAIError? Find(Exception exception) => exception switch
    {
        ChatRequestException request => new(StatusCodes.Status400BadRequest, request.Code, request.Message, request.Param),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        RouteNotFoundException route => new(StatusCodes.Status404NotFound, "model_not_found", route.Message, "model"),
        QuotaStoreUnavailableException store => new(StatusCodes.Status503ServiceUnavailable, store.ReasonCode, store.Message) { RetryAfter = store.RetryAfter },
        GatewayRejectedException rejected => new(OfStage(rejected.Stage), rejected.ReasonCode, rejected.Message) { RetryAfter = rejected.RetryAfter },
        TargetRefusedException refused => OfRefusal(refused.Failure, refused.ProviderMessage),
        AllTargetsFailedException failed => OfAttempts(failed),
        IncompleteStreamException broken => new(StatusCodes.Status502BadGateway, FailureCodes.IncompleteStream, $"The answer broke off: {Describe(broken.Failure)}."),
        UnreadableToolCallException => new(StatusCodes.Status502BadGateway, FailureCodes.InvalidResponse, "The model called a tool with arguments that are not JSON."),
        _ => null,
    };

    /// <summary>Describes an error that has no more to it than its status.</summary>
    public static OpenAIError OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "unknown_url", "There is no such address. The gateway serves /v1/chat/completions, /v1/models and /health."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method_not_allowed", "The address does not take this method."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported_media_type", "The content type is not application/json."),
        >= 500 => new(status, "internal_error", "The gateway failed."),
        _ => new(status, "bad_request", ReasonPhrases.GetReasonPhrase(status) + "."),
    };

    private static int OfStage(GatewayStage stage) => stage switch
    {
        GatewayStage.RateLimits => StatusCodes.Status429TooManyRequests,
        GatewayStage.Governance or GatewayStage.Redaction or GatewayStage.Budgets => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    private static OpenAIError OfRefusal(ProviderFailure failure, string? words) => new(
        failure.StatusCode is >= 400 and < 500 and var status ? status : StatusCodes.Status400BadRequest,
        FailureCodes.Of(failure.Kind),
        $"The model refused the request: {words ?? Describe(failure) + "."}");

    private static OpenAIError OfAttempts(AllTargetsFailedException failed)
    {
        var failures = failed.Attempts.Where(attempt => attempt.Failure is not null).ToList();
        var limited = failures.Count > 0 && failures.TrueForAll(attempt => attempt.Failure!.Kind is FailureKind.RateLimited);
        var kind = FailureCodes.FindDecisive(failures);
        return new OpenAIError(
            limited ? StatusCodes.Status429TooManyRequests : FailureCodes.StatusOf(kind),
            kind is { } known ? FailureCodes.Of(known) : "no_target_available",
            failures.Count == 0
                ? "No target of the route takes requests at present."
                : $"All targets of the route failed: {string.Join("; ", failures.Select(Describe))}.")
        {
            RetryAfter = failed.RetryAfter,
        };
    }

    private static string Describe(GatewayAttempt attempt) => $"{attempt.Target}: {Describe(attempt.Failure!)}";

    // Without the provider's own code, which may be any text.
    private static string Describe(ProviderFailure failure) => failure.StatusCode is { } status ? $"{failure.Kind} (HTTP {status})" : failure.Kind.ToString();
}
