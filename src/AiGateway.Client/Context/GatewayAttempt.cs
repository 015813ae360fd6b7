using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Context;

/// <summary>One attempt at one target: what was asked of whom, and how it ended.</summary>
public sealed class GatewayAttempt
{
    private readonly TargetIdentity _target;

    internal GatewayAttempt(AttemptKind kind, TargetIdentity target)
    {
        Kind = kind;
        _target = target;
    }

    /// <summary>Gets why the attempt was made.</summary>
    public AttemptKind Kind { get; }

    /// <summary>Gets the target's name within the route.</summary>
    public string Target => _target.Name;

    /// <summary>Gets the name of the key that was used, where the provider has several.</summary>
    /// <value><see langword="null"/> for a provider with one key or none.</value>
    public string? Key => _target.Key;

    /// <summary>Gets the provider's name as configured.</summary>
    public string Provider => _target.Provider;

    /// <summary>Gets the model that was asked for.</summary>
    public string Model => _target.Model;

    internal TargetIdentity Identity => _target;

    /// <summary>Gets how the attempt ended.</summary>
    public GatewayOutcome Outcome { get; internal set; }

    /// <summary>Gets what went wrong.</summary>
    /// <value><see langword="null"/> when the attempt did not fail.</value>
    public ProviderFailure? Failure { get; internal set; }

    /// <summary>Gets how long the attempt took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Gets the time until the first content of a streamed answer.</summary>
    /// <value><see langword="null"/> for plain calls and for streams without content.</value>
    public TimeSpan? TimeToFirstToken { get; internal set; }

    /// <summary>Gets the token usage that the provider reported.</summary>
    /// <value><see langword="null"/> when it reported none.</value>
    public UsageDetails? Usage { get; internal set; }

    /// <summary>Describes the attempt on one line, without content.</summary>
    /// <returns>Target, outcome and duration.</returns>
    public override string ToString() =>
        $"{Target}: {Failure?.ToString() ?? Outcome.ToString()} after {Duration.TotalMilliseconds:0} ms";
}
