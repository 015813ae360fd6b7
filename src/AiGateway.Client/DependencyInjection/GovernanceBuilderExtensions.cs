using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds policies to a gateway.</summary>
public static class GovernanceBuilderExtensions
{
    private const DynamicallyAccessedMemberTypes OptionsMembers =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary>Adds a policy, in force from now on. Its mode, scopes and limits can be configured under <c>Governance:Policies</c> and its name.</summary>
    /// <typeparam name="TPolicy">The policy. Made anew for every loaded configuration, with the application's services.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="name">The name.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(this IAiGatewayBuilder builder, string name)
        where TPolicy : class, IGovernancePolicy => builder.Add(name, PolicyType.Of<TPolicy>(name, typeof(GovernancePolicyOptions)));

    /// <summary>Adds a policy that is a callback, in force from now on. Its mode, scopes and limits can be configured under <c>Governance:Policies</c> and its name.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="name">The name.</param>
    /// <param name="decide">Decides.</param>
    /// <param name="phases">When it is asked. Default: about requests.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddPolicy(
        this IAiGatewayBuilder builder, string name, Func<GovernanceContext, CancellationToken, ValueTask<GovernanceDecision>> decide, PolicyPhase phases = PolicyPhase.Request)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return builder.Add(name, new PolicyType(name, typeof(GovernancePolicyOptions), (_, _) => new DelegatePolicy(phases, decide)));
    }

    /// <summary>Adds a kind of policy that configuration can name as <c>Type</c>, any number of times.</summary>
    /// <typeparam name="TPolicy">The policy. Its constructor can take its options, besides the application's services.</typeparam>
    /// <typeparam name="TOptions">Its options, read from the policy's section.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="type">The name of the type.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddPolicyType<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy, [DynamicallyAccessedMembers(OptionsMembers)] TOptions>(
        this IAiGatewayBuilder builder, string type)
        where TPolicy : class, IGovernancePolicy
        where TOptions : GovernancePolicyOptions, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(type);
        builder.Services.AddSingleton(PolicyType.Of<TPolicy>(type, typeof(TOptions)));
        return builder;
    }

    private static IAiGatewayBuilder Add(this IAiGatewayBuilder builder, string name, PolicyType type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.AddSingleton(type);
        return builder.Configure(options => options.Governance.Policies.TryAdd(name, new GovernancePolicyOptions { Type = name }));
    }
}
