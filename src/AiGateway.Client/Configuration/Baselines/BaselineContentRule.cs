using AiGateway.Client.Redaction;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Content that redaction cannot look into is refused.</summary>
internal sealed class BaselineContentRule : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        Require(options.Redaction.BinaryContent, nameof(options.Redaction.BinaryContent));
        Require(options.Redaction.UnknownContent, nameof(options.Redaction.UnknownContent));
        if (options.Redaction.Enabled is false)
        {
            failures.Add($"{options.Path}:Redaction:Enabled = 'False' is not allowed by the baseline, which refuses content that redaction cannot look into.");
        }

        void Require(ContentPolicy policy, string key)
        {
            if (policy is ContentPolicy.Allow)
            {
                failures.Add($"{options.Path}:Redaction:{key} = 'Allow' is not allowed by the baseline: Block.");
            }
        }
    }

    public void Apply(AiGatewayOptions options) => options.Redaction.Enabled = true;
}
