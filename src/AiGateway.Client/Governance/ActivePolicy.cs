using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>A policy at work, with its settings.</summary>
internal sealed class ActivePolicy(string name, IGovernancePolicy policy, GovernancePolicyOptions options)
{
    // The same few decisions come again with every request.
    private volatile PolicyDecision? _last;

    public string Name => name;

    public IGovernancePolicy Policy => policy;

    public PolicyPhase Phases { get; } = policy.Phases;

    public PolicyMode Mode { get; } = options.Mode;

    public PolicyFailMode FailMode { get; } = options.FailMode;

    public TimeSpan Timeout { get; } = options.Timeout;

    public int Window { get; } = options.Window;

    public PolicyScope Scope { get; } = new(options);

    public bool Takes(PolicyPhase phase, GatewayContext context) => (Phases & phase) != 0 && Scope.Covers(context);

    public PolicyDecision Describe(PolicyPhase phase, PolicyVerdict verdict, string reasonCode)
    {
        var last = _last;
        return last is not null && last.Phase == phase && last.Verdict == verdict && last.ReasonCode == reasonCode
            ? last : _last = new PolicyDecision(name, phase, verdict, reasonCode, Mode);
    }
}
