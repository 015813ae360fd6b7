using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Routing;

/// <summary>Every target of the route was tried and failed. The first target's failure is the inner exception.</summary>
public sealed class AllTargetsFailedException : AiGatewayException
{
    internal AllTargetsFailedException(string route, IReadOnlyList<GatewayAttempt> attempts, Exception? firstFailure)
        : base($"All targets of route '{route}' failed: {string.Join("; ", attempts)}.", firstFailure) => Attempts = attempts;

    /// <summary>Gets every attempt, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts { get; }
}
