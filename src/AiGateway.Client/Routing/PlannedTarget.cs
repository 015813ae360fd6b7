using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>A target as a plan sees it.</summary>
public sealed class PlannedTarget
{
    internal PlannedTarget(RouteTarget target, string? excluded)
    {
        Target = target.Name;
        Key = target.Key;
        Provider = target.Provider;
        Model = target.Model;
        State = target.State(target.Context.TimeProvider.GetTimestamp());
        Excluded = excluded;
    }

    /// <summary>Gets the target's name.</summary>
    public string Target { get; }

    /// <summary>Gets the name of the key, where the provider has several.</summary>
    public string? Key { get; }

    /// <summary>Gets the provider's name as configured.</summary>
    public string Provider { get; }

    /// <summary>Gets the model that would be asked for.</summary>
    public string Model { get; }

    /// <summary>Gets whether the target takes attempts just now. One that does not is passed over.</summary>
    public TargetState State { get; }

    /// <summary>Gets why the target may not serve the request, in words.</summary>
    /// <value><see langword="null"/> when it may.</value>
    public string? Excluded { get; }

    /// <summary>Gets what the request would cost here in USD, at the output that is to be expected.</summary>
    /// <value><see langword="null"/> when no price is known, and for targets that may not serve the request.</value>
    public decimal? EstimatedCost { get; internal init; }

    /// <summary>Describes the target on one line.</summary>
    /// <returns>Name, provider, model, and what speaks against it.</returns>
    public override string ToString() =>
        $"{Target} ({Provider}, {Model}{(Key is null ? "" : $", key '{Key}'")}): {Excluded ?? State.ToString()}";
}
