using System.Globalization;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The entities that every application redacts, and the weakest action for each.</summary>
internal sealed class BaselineRedactionRule(IReadOnlyDictionary<string, RedactionAction> required) : IBaselineRule
{
    private string Entities => string.Join(", ", required.Keys);

    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        var (redaction, path) = (options.Redaction, $"{options.Path}:{nameof(options.Redaction)}");
        if (redaction.Enabled is false)
        {
            failures.Add($"{path}:Enabled = 'False' is not allowed by the baseline, which redacts {Entities}.");
        }

        RequireMode(redaction.Mode, path, failures);
        RequireActions(redaction.Entities, redaction.Responses, path, failures);
        RequireThresholds(redaction.Thresholds, path, failures);
        foreach (var (name, tenant) in redaction.Tenants)
        {
            RequireMode(tenant.Mode, $"{path}:Tenants:{name}", failures);
            RequireActions(tenant.Entities, tenant.Responses, $"{path}:Tenants:{name}", failures);
        }

        if (redaction.RawRepresentationFactory is RawRepresentationPolicy.Allow)
        {
            failures.Add($"{path}:RawRepresentationFactory = 'Allow' is not allowed by the baseline: what a factory makes is not redacted. Write Block or Drop.");
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        var entities = options.Redaction.Entities;
        foreach (var (entity, weakest) in required)
        {
            if (!entities.TryGetValue(entity, out var action) || RedactionPolicy.Rank(action) < RedactionPolicy.Rank(weakest))
            {
                entities[entity] = weakest;
            }
        }
    }

    private void RequireMode(RedactionMode? mode, string path, ICollection<string> failures)
    {
        if (mode is RedactionMode.DryRun)
        {
            failures.Add($"{path}:Mode = 'DryRun' only counts what the baseline redacts: {Entities}.");
        }
    }

    // A score that nothing reaches would switch an entity off while its action still stands there.
    private void RequireThresholds(IDictionary<string, double> thresholds, string path, ICollection<string> failures)
    {
        foreach (var entity in required.Keys)
        {
            var most = RedactionPolicy.StandardThreshold(entity);
            if (thresholds.TryGetValue(entity, out var threshold) && !(threshold <= most))
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:Thresholds:{entity} = '{threshold}' finds less than the baseline asks for: at most {most}."));
            }
        }
    }

    private void RequireActions(
        IDictionary<string, RedactionAction> requests, IDictionary<string, RedactionAction> responses, string path, ICollection<string> failures)
    {
        foreach (var (entity, weakest) in required)
        {
            if (requests.TryGetValue(entity, out var action) && RedactionPolicy.Rank(action) < RedactionPolicy.Rank(weakest))
            {
                failures.Add($"{path}:Entities:{entity} = '{action}' is weaker than the baseline allows: at least {weakest}.");
            }

            if (RedactionPolicy.IsKeptFromAnswers(weakest) && responses.TryGetValue(entity, out action) && action is RedactionAction.Allow)
            {
                failures.Add($"{path}:Responses:{entity} = 'Allow' is weaker than the baseline allows, which has {weakest} for requests: at least Mask.");
            }
        }
    }
}
