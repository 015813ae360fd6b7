using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>A target refused the request for a reason that another target would share: the request itself, its size, or its content.</summary>
public sealed class TargetRefusedException : AiGatewayException
{
    internal TargetRefusedException(GatewayAttempt attempt, ProviderFailure failure, string? providerMessage, Exception? innerException)
        : base($"Target '{attempt.Target}' ({attempt.Provider}, {attempt.Model}) refused the request: {failure}. It was not sent to another target.", innerException)
    {
        Failure = failure;
        ProviderMessage = providerMessage;
    }

    /// <summary>Gets the provider's reason.</summary>
    public ProviderFailure Failure { get; }

    /// <summary>Gets what the provider said, in its own words, such as what is wrong with a tool's schema.</summary>
    /// <value>
    /// <see langword="null"/> when it said nothing. It may quote the prompt: it is meant for the one who asked, and is therefore neither in
    /// <see cref="Exception.Message"/> nor in any log.
    /// </value>
    public string? ProviderMessage { get; }
}
