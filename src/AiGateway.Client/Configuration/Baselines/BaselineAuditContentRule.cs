namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Audit records hold no content, not even encrypted.</summary>
internal sealed class BaselineAuditContentRule : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        if (options.Auditing.IncludeContent)
        {
            failures.Add($"{options.Path}:{nameof(options.Auditing)}:IncludeContent = 'True' is not allowed by the baseline, which forbids to keep content. Remove it.");
        }
    }

    public void Apply(AiGatewayOptions options) => options.Auditing.IncludeContent = false;
}
