using System.Globalization;
using AiGateway.Client.Governance.Policies;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The most output tokens that a policy of an application may allow. A policy of the baseline's own enforces it.</summary>
internal sealed class BaselineOutputTokensRule(int most) : IBaselineRule
{
    /// <summary>The policy that enforces it.</summary>
    public const string PolicyName = "max-output-tokens";

    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        foreach (var (name, policy) in options.Governance.Policies)
        {
            // The policy of that name is compared with the baseline's by itself.
            if (policy is OutputTokensPolicyOptions tokens && tokens.Max > most && !name.Equals(PolicyName, StringComparison.OrdinalIgnoreCase))
            {
                failures.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{options.Path}:Governance:Policies:{name}:Max = '{tokens.Max}' is more than the baseline allows: '{most}'."));
            }
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        // The policy does it.
    }
}
