using System.Collections.Frozen;
using AiGateway.Client.AspNetCore.Callers;
using AiGateway.Client.Budgets;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>What refusals mean to a client. The words are this package's own: messages may name what is configured.</summary>
internal static class RejectionProblems
{
    public const string StoreDetail = "Limits cannot be counted at present.";

    private const int BadRequest = 400;
    private const int Forbidden = 403;
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    // What a client can put right in its request, rather than something that it may not do.
    private static readonly FrozenSet<string> Correctable = FrozenSet.Create(
        "too_long", "too_many_messages", "too_many_tools", "too_many_attachments", "attachments_too_large", "json_too_deep", "output_tokens",
        "tag_missing", "tag_not_allowed", "classification_missing", "classification_unknown");

    // Checks that did not come to an end refuse too, but say nothing about the request.
    private static readonly FrozenSet<string> Unchecked = FrozenSet.Create(
        PolicyDeniedException.FailedCode, PolicyDeniedException.TimeoutCode, "redaction_detector_failed", "redaction_detector_timeout");

    // A request that is to be recorded is not served without its record.
    private static readonly FrozenSet<string> Unrecorded = FrozenSet.Create("audit_queue_full", "audit_key");

    public static GatewayProblem Of(GatewayRejectedException rejected)
    {
        var (status, detail) = Describe(rejected);
        return new GatewayProblem(status, rejected.ReasonCode, detail, rejected.RetryAfter);
    }

    private static (int Status, string Detail) Describe(GatewayRejectedException rejected) => rejected switch
    {
        _ when Unchecked.Contains(rejected.ReasonCode) => (Unavailable, "The request could not be checked, and is not sent unchecked."),
        _ when Unrecorded.Contains(rejected.ReasonCode) => (Unavailable, "The request could not be recorded, and is not served unrecorded."),
        RouteNotFoundException => (404, "There is no such route."),
        NoEligibleTargetException { Constraints.Count: > 0 } => (Forbidden, "No model that may serve this request can do what it asks for."),
        NoEligibleTargetException => (BadRequest, "No model of the route can do what the request asks for."),
        QuotaStoreUnavailableException or QuotaHistoryUnavailableException => (Unavailable, StoreDetail),
        RateLimitExceededException => (TooManyRequests, "A rate limit is used up."),
        BudgetExceededException => (Forbidden, "A budget is used up, or the request may cost more than is left of it."),
        PolicyResponseDeniedException => (Forbidden, "A policy refuses the answer."),
        PolicyDeniedException when Correctable.Contains(rejected.ReasonCode) => (BadRequest, "The request does not keep to what is allowed for its size or form."),
        PolicyDeniedException => (Forbidden, "A policy refuses the request."),
        RedactionRejectedException => (Forbidden, "The request or its answer holds what may not be passed on."),
        _ => OfCaller(rejected.ReasonCode) ?? OfStage(rejected.Stage),
    };

    private static (int Status, string Detail)? OfCaller(string reasonCode) => reasonCode switch
    {
        CallerReasonCodes.Anonymous => (Forbidden, "The request has no authenticated user."),
        CallerReasonCodes.Ambiguous => (Forbidden, "Who is asking is ambiguous."),
        CallerReasonCodes.TenantMissing => (Forbidden, "The request has no tenant."),
        CallerReasonCodes.TenantDenied => (Forbidden, "The caller may not name this tenant."),
        CallerReasonCodes.TenantInvalid => (BadRequest, "The tenant that the request names is no valid name."),
        _ => null,
    };

    private static (int Status, string Detail) OfStage(GatewayStage stage) => stage switch
    {
        GatewayStage.RateLimits => (TooManyRequests, "A rate limit refuses the request."),
        GatewayStage.Governance or GatewayStage.Redaction or GatewayStage.Budgets => (Forbidden, "The gateway refuses the request."),
        _ => (BadRequest, "The gateway cannot serve the request as it is."),
    };
}
