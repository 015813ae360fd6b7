using AiGateway.Client.Governance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration;

/// <summary>Reads one configuration section into the options, each time they are built.</summary>
internal sealed class AiGatewayOptionsSetup(IConfiguration configuration, ProviderRegistry providers, PolicyTypes policies) : IConfigureOptions<AiGatewayOptions>
{
    public void Configure(AiGatewayOptions options)
    {
        if (configuration is IConfigurationSection section)
        {
            options.Path = section.Path;
        }

        options.Redaction.IsConfigured |= configuration.GetSection(nameof(options.Redaction)).Exists();
        new ConfigurationReader(providers, policies, options.ReadErrors).Read(configuration, options);
    }
}
