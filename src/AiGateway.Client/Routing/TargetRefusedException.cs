using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>A target refused the request for a reason that another target would share: the request itself, its size, or its content.</summary>
public sealed class TargetRefusedException : AiGatewayException
{
    internal TargetRefusedException(GatewayAttempt attempt, ProviderFailure failure, Exception? innerException)
        : base($"Target '{attempt.Target}' ({attempt.Provider}, {attempt.Model}) refused the request: {failure}. It was not sent to another target.", innerException) =>
        Failure = failure;

    /// <summary>Gets the provider's reason.</summary>
    public ProviderFailure Failure { get; }
}
