using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>How an attempt ended: with an answer, with an open stream, with a failure, or with an exception that passes through.</summary>
internal readonly struct AttemptResult
{
    public required Attempt Attempt { get; init; }

    /// <summary>Gets the plain answer, in the completed task in which the target gave it.</summary>
    public Task<ChatResponse>? Answer { get; init; }

    public StreamAttempt? Stream { get; init; }

    /// <summary>Gets the failure; <see langword="null"/> when there is none, or when the exception passes through.</summary>
    public ProviderFailure? Failure { get; init; }

    public Exception? Exception { get; init; }

    public UsageDetails? Usage => Answer?.Result.Usage ?? Stream?.Progress.Usage;

    public bool Succeeded => Failure is null && Exception is null;
}
