using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Routing;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>What a refusal or failure of the gateway means to an HTTP client. It holds no content, no key and no name of the configuration.</summary>
public sealed class GatewayProblem
{
    internal GatewayProblem(int status, string reasonCode, string detail, TimeSpan? retryAfter = null)
    {
        Status = status;
        ReasonCode = reasonCode;
        Detail = detail;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; }

    /// <summary>Gets the stable code of the reason, such as <c>rate_limit_exceeded</c>.</summary>
    public string ReasonCode { get; }

    /// <summary>Gets the reason in one sentence.</summary>
    public string Detail { get; }

    /// <summary>Gets how long the client should wait before it tries again.</summary>
    /// <value><see langword="null"/> when waiting does not help or is not known to.</value>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Describes an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The problem; <see langword="null"/> when the exception is not one of the gateway.</returns>
    public static GatewayProblem? Find(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            GatewayRejectedException rejected => RejectionProblems.Of(rejected),
            TargetRefusedException refused => FailureProblems.Of(refused),
            AllTargetsFailedException failed => FailureProblems.Of(failed),
            IncompleteStreamException broken => FailureProblems.Of(broken),
            AiGatewayException => new GatewayProblem(500, "gateway_error", "The gateway failed."),
            QuotaStoreException => new GatewayProblem(503, QuotaStoreUnavailableException.UnavailableCode, RejectionProblems.StoreDetail),
            _ => null,
        };
    }
}
