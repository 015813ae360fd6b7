using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>A target of the current snapshot: its client, its adapter, and the health record that outlives the snapshot.</summary>
internal sealed class Target
{
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required ProviderContext Provider { get; init; }

    public required IChatProvider Adapter { get; init; }

    public required ProviderCapabilities Capabilities { get; init; }

    public required TargetHealth Health { get; init; }

    public required IChatClient Client { get; init; }

    /// <summary>Tells what a failed attempt means: the adapter knows best, then the response itself, then the exception's type.</summary>
    public ProviderFailure Classify(Exception exception, ResponseCapture capture) =>
        Adapter.Classify(exception, capture)
        ?? capture.Classify(Provider.TimeProvider)
        ?? capture.Correct(FailureClassifier.FromException(exception));
}
