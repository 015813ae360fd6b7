using AiGateway.Client.Auditing;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Every application is audited, and leaves no request out.</summary>
internal sealed class BaselineAuditRule(TimeSpan retention, bool hasSinks) : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        var (audit, path) = (options.Auditing, $"{options.Path}:{nameof(options.Auditing)}");
        if (audit.Enabled is false)
        {
            failures.Add($"{path}:Enabled = 'False' is not allowed by the baseline, which requires audit records{(hasSinks ? " and has sinks for them" : "")}. Remove it.");
        }

        if (audit.WhenFull is AuditQueueMode.Drop)
        {
            failures.Add($"{path}:WhenFull = 'Drop' is not allowed by the baseline, which requires a record of every request: Wait or FailRequest.");
        }

        // What nobody has said is not shorter; it becomes what the baseline says.
        if (audit.Retention != TimeSpan.Zero && audit.Retention != AuditOptions.DefaultRetention && audit.Retention < retention)
        {
            failures.Add($"{path}:Retention = '{audit.Retention}' is shorter than the baseline allows: {retention}.");
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        options.Auditing.Enabled = true;
        if (options.Auditing.Retention == AuditOptions.DefaultRetention && retention > options.Auditing.Retention)
        {
            options.Auditing.Retention = retention;
        }
    }
}
