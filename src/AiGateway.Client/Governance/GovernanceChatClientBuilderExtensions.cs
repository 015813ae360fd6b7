using AiGateway.Client.Governance;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the gateway's Governance stage to any chat client.</summary>
public static class GovernanceChatClientBuilderExtensions
{
    /// <summary>Adds policies on their own: what they refuse does not reach what is inside of them, or does not leave it.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="configure">Adds the policies.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <c>AddAiGateway</c> adds this stage by itself where policies are configured. Constraints to targets have a meaning only there.
    /// Services used when registered: <see cref="TimeProvider"/>, logging.
    /// </remarks>
    /// <exception cref="OptionsValidationException">The options have errors.</exception>
    public static ChatClientBuilder UseGovernance(this ChatClientBuilder builder, Action<GovernanceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new GovernanceOptions();
        configure(options);
        return builder.Use((inner, services) => new GovernanceChatClient(inner, CreateEngine(options, services)));
    }

    private static GovernanceEngine CreateEngine(GovernanceOptions options, IServiceProvider services)
    {
        var types = new PolicyTypes(options.Instances.Select(instance => new PolicyType(instance.Key, typeof(GovernancePolicyOptions), (_, _) => instance.Value)));
        List<string> failures = [];
        GovernanceOptionsValidator.Validate(options, "Governance", types, (path, type) => $"{path}:Type = '{type}' is not a known policy type. Known: {string.Join(", ", types.Names.Order(StringComparer.Ordinal))}.", failures);
        return failures.Count > 0 ? throw new OptionsValidationException(nameof(GovernanceOptions), typeof(GovernanceOptions), failures)
            : new GovernanceEngine(
                options, types, services, "", services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetService<GatewayInstruments>() ?? new GatewayInstruments(null),
                (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName));
    }
}
