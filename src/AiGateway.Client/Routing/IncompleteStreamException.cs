using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>A stream broke off after content had been delivered. What was delivered is not a whole answer.</summary>
public sealed class IncompleteStreamException : AiGatewayException
{
    internal IncompleteStreamException(GatewayAttempt attempt, ProviderFailure failure, long textLength, IReadOnlyList<GatewayAttempt> attempts, Exception? innerException)
        : base($"The stream of target '{attempt.Target}' ({attempt.Provider}, {attempt.Model}) broke off after {textLength} characters: {failure}.", innerException)
    {
        Failure = failure;
        TextLength = textLength;
        Attempts = attempts;
    }

    /// <summary>Gets why the stream broke off.</summary>
    public ProviderFailure Failure { get; }

    /// <summary>Gets the number of characters of text that had been delivered.</summary>
    public long TextLength { get; }

    /// <summary>Gets every attempt, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts { get; }
}
