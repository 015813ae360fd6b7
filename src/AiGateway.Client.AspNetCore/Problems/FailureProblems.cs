using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>What failures of targets mean to a client. A provider's own words and codes are never passed on: they may quote the prompt.</summary>
internal static class FailureProblems
{
    private const int BadGateway = 502;
    private const int Unavailable = 503;
    private const int Timeout = 504;

    public static GatewayProblem Of(TargetRefusedException refused) => refused.Failure.Kind switch
    {
        FailureKind.ContentFiltered => new(400, "content_filter", "The content filter of the model's provider refused the request or the answer."),
        FailureKind.ContextLength => new(400, "context_length_exceeded", "The request is larger than the model can take."),
        _ when refused.Failure.ErrorCode == OptionNotSupportedException.ErrorCode =>
            new(400, OptionNotSupportedException.ErrorCode, "The request has options that the model's provider does not take."),
        _ => new(400, "bad_request", "The model's provider refuses the request as it is."),
    };

    public static GatewayProblem Of(AllTargetsFailedException failed)
    {
        var (status, code, detail) = failed.Attempts.Count == 0 && failed.Expired
            ? Describe(FailureKind.Timeout) : Describe(FindDecisive(failed.Attempts));
        return new GatewayProblem(status, code, detail, failed.RetryAfter);
    }

    public static GatewayProblem Of(IncompleteStreamException broken) => broken.Failure.Kind is FailureKind.Timeout
        ? new(Timeout, "timeout", "The answer stopped and did not go on in time.")
        : new(BadGateway, "incomplete_stream", "The answer broke off.");

    private static (int Status, string Code, string Detail) Describe(FailureKind? kind) => kind switch
    {
        null => (Unavailable, "no_target_available", "No model of the route takes requests at present."),
        FailureKind.Timeout => (Timeout, "timeout", "No model answered in time."),
        FailureKind.RateLimited => (Unavailable, "upstream_rate_limited", "The models' providers take no more requests for now."),
        FailureKind.QuotaExhausted => (Unavailable, "upstream_quota_exhausted", "The account at the models' provider is used up."),
        FailureKind.Overloaded => (Unavailable, "upstream_overloaded", "The models' providers are overloaded."),
        FailureKind.Authentication => (BadGateway, "upstream_authentication", "The models' provider does not accept the gateway."),
        FailureKind.ModelNotFound => (BadGateway, "upstream_model_not_found", "The models' provider does not have the model."),
        FailureKind.Transport => (BadGateway, "upstream_unreachable", "The models' providers cannot be reached."),
        FailureKind.InvalidResponse => (BadGateway, "upstream_invalid_response", "The answer of the model cannot be read."),
        FailureKind.IncompleteStream => (BadGateway, "incomplete_stream", "The answer broke off."),
        _ => (BadGateway, "upstream_error", "The models' providers failed."),
    };

    // The first failure that says something about its target rather than about the request.
    private static FailureKind? FindDecisive(IReadOnlyList<GatewayAttempt> attempts)
    {
        FailureKind? first = null;
        foreach (var attempt in attempts)
        {
            if (attempt.Failure is { } failure)
            {
                first ??= failure.Kind;
                if (failure.Kind is not (FailureKind.BadRequest or FailureKind.ContextLength or FailureKind.ContentFiltered))
                {
                    return failure.Kind;
                }
            }
        }

        return first;
    }
}
