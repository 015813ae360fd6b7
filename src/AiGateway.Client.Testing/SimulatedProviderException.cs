using AiGateway.Client.Resilience;

namespace AiGateway.Client.Testing;

/// <summary>What a simulated provider throws where a real SDK throws its own type for an HTTP error.</summary>
public sealed class SimulatedProviderException : Exception
{
    internal SimulatedProviderException(int statusCode, string? errorCode, TimeSpan? retryAfter)
        : base($"The simulated provider answered with HTTP {statusCode}.") => Failure =
            new ProviderFailure(FailureClassifier.FromStatus(statusCode, errorCode)) { StatusCode = statusCode, ErrorCode = errorCode, RetryAfter = retryAfter };

    /// <summary>Gets the failure, classified.</summary>
    public ProviderFailure Failure { get; }
}
