using System.Collections.Concurrent;

namespace AiGateway.Client.Resilience;

/// <summary>The health of every target, kept outside configuration snapshots under the target's stable identity.</summary>
internal sealed class TargetHealthRegistry(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, TargetHealth> _targets = new(StringComparer.Ordinal);

    /// <summary>Finds or creates the health record of a target by its endpoint, model and key: what stays the same when names change.</summary>
    public TargetHealth Get(string identity, string provider, string model) =>
        _targets.GetOrAdd(identity, static (_, arguments) => new TargetHealth(arguments.provider, arguments.model, arguments.timeProvider),
            (provider, model, timeProvider));
}
