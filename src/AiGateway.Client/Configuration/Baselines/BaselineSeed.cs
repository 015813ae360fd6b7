using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Puts the baselines' policies into the options first, so that a section of the same name changes single settings of them.</summary>
internal sealed class BaselineSeed(BaselineSet baselines) : IConfigureOptions<AiGatewayOptions>
{
    public void Configure(AiGatewayOptions options)
    {
        foreach (var rule in baselines.Combined.Rules.OfType<BaselinePolicyRule>())
        {
            rule.Seed(options);
        }
    }
}
