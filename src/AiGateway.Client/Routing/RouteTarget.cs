using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>A target of a route, as routing policies see it. A provider with several keys gives one for each key.</summary>
public sealed class RouteTarget
{
    internal RouteTarget(
        string name, TargetOptions options, ProviderContext provider, IChatProvider adapter, TargetHealth health, TargetBreaker? breaker, IChatClient client)
    {
        Identity = new TargetIdentity(name, provider.KeyName, provider.Name, options.Model);
        Adapter = adapter;
        Capabilities = options.Capabilities.Over(adapter.GetCapabilities(provider, options.Model));
        Health = health;
        Breaker = breaker;
        Client = client;
        Priority = options.Priority;
        Weight = options.Weight;
        MaxConcurrency = options.MaxConcurrency ?? int.MaxValue;
        Context = provider;
    }

    /// <summary>Gets the target's name within its route.</summary>
    public string Name => Identity.Name;

    /// <summary>Gets the provider's name as configured.</summary>
    public string Provider => Identity.Provider;

    /// <summary>Gets the model that is asked for.</summary>
    public string Model => Identity.Model;

    /// <summary>Gets the name of the key, where the provider has several.</summary>
    public string? Key => Identity.Key;

    /// <summary>Gets the region in which the provider processes data.</summary>
    public string? Region => Context.Options.Region;

    /// <summary>Gets the priority; lower is earlier.</summary>
    public int Priority { get; }

    /// <summary>Gets the share of requests among targets of equal priority.</summary>
    public int Weight { get; }

    /// <summary>Gets what the model can do.</summary>
    public ProviderCapabilities Capabilities { get; }

    /// <summary>Gets what has been seen of the target.</summary>
    public TargetHealth Health { get; }

    internal TargetIdentity Identity { get; private init; }

    internal int MaxConcurrency { get; }

    internal ProviderContext Context { get; }

    internal IChatProvider Adapter { get; }

    internal IChatClient Client { get; }

    internal AttemptMeter Meter
    {
        get;
        init
        {
            field = value;
            Identity = Identity with { Price = value.Estimate };
        }
    } = null!;

    /// <summary>Gets the breaker; <see langword="null"/> when the route has none.</summary>
    internal TargetBreaker? Breaker { get; }

    /// <summary>Names the target.</summary>
    /// <returns>The target's name, and the key's where there are several.</returns>
    public override string ToString() => Key is null ? Name : $"{Name} (key '{Key}')";

    /// <summary>Estimates what a request would cost here.</summary>
    /// <param name="inputTokens">Its input tokens.</param>
    /// <param name="outputTokens">The output tokens to reckon with.</param>
    /// <returns>The cost in USD; <see langword="null"/> when no price is known.</returns>
    public decimal? EstimateCost(long inputTokens, long outputTokens) => Meter.Estimate(inputTokens, outputTokens) / GatewayAttempt.NanosPerUsd;

    /// <summary>Tells what a failed attempt means: the adapter knows best, then the response itself, then the exception's type.</summary>
    internal ProviderFailure Classify(Exception exception, ResponseCapture? capture) => Classify(Adapter, Context.TimeProvider, exception, capture);

    internal static ProviderFailure Classify(IChatProvider adapter, TimeProvider time, Exception exception, ResponseCapture? capture) =>
        adapter.Classify(exception, capture)
        ?? capture?.Classify(time)
        ?? ResponseCapture.Correct(FailureClassifier.FromException(exception), capture);

    internal TargetState State(long now) => Health.GetState(now, Breaker is null ? [] : [Breaker], MaxConcurrency);

    /// <summary>Takes back an entry that led to no attempt.</summary>
    internal void Withdraw(bool probe)
    {
        Health.Leave();
        if (probe)
        {
            Breaker!.EndProbe();
        }
    }

    internal bool TryEnter(long now, long probeLimit, out bool probe) => Health.TryEnter(now, probeLimit, Breaker, MaxConcurrency, out probe);
}
