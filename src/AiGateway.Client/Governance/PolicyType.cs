using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Governance;

/// <summary>A kind of policy that configuration can name.</summary>
/// <param name="name">The name of the type.</param>
/// <param name="optionsType">The type of its options.</param>
/// <param name="create">Makes a policy of it.</param>
/// <param name="rank">Its place among policies of the same order.</param>
internal sealed class PolicyType(
    string name,
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type optionsType,
    Func<GovernancePolicyOptions, IServiceProvider, IGovernancePolicy> create,
    int rank = PolicyType.Others)
{
    public const int Sizes = 0;
    public const int Cleaners = 1;
    public const int Others = 2;

    public string Name => name;

    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType => optionsType;

    public int Rank => rank;

    /// <summary>Gets the class of the policies; <see langword="null"/> where a delegate decides.</summary>
    public Type? Implementation { get; private init; }

    public IGovernancePolicy Create(GovernancePolicyOptions options, IServiceProvider services) => create(options, services);

    /// <summary>Makes a type of policies of a class.</summary>
    public static PolicyType Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(
        string name, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type optionsType)
        where TPolicy : class, IGovernancePolicy => new(name, optionsType, static (options, services) => Create<TPolicy>(options, services)) { Implementation = typeof(TPolicy) };

    // A constructor without options cannot be given any.
    private static TPolicy Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(GovernancePolicyOptions options, IServiceProvider services)
        where TPolicy : class, IGovernancePolicy =>
        Array.Exists(typeof(TPolicy).GetConstructors(), constructor => Array.Exists(constructor.GetParameters(), parameter => parameter.ParameterType.IsInstanceOfType(options)))
            ? ActivatorUtilities.CreateInstance<TPolicy>(services, options) : ActivatorUtilities.CreateInstance<TPolicy>(services);

    public static PolicyType Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        string name, Func<TOptions, IGovernancePolicy> create, int rank = Others)
        where TOptions : GovernancePolicyOptions => new(name, typeof(TOptions), (options, _) => create((TOptions)options), rank);
}
