using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Governance;

/// <summary>A policy refused a request, or the answer to it. It tells the reason code, and neither the rule nor what broke it.</summary>
public class PolicyDeniedException : GatewayRejectedException
{
    /// <summary>The reason code of a policy that failed.</summary>
    public const string FailedCode = "policy_failed";

    /// <summary>The reason code of a policy that took too long.</summary>
    public const string TimeoutCode = "policy_timeout";

    /// <summary>Initializes a new instance of the <see cref="PolicyDeniedException"/> class.</summary>
    /// <param name="reasonCode">A short stable code.</param>
    public PolicyDeniedException(string reasonCode)
        : base(GatewayStage.Governance, reasonCode, $"A policy refuses this: {reasonCode}.")
    {
    }
}
