using System.Diagnostics.CodeAnalysis;

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

    public IGovernancePolicy Create(GovernancePolicyOptions options, IServiceProvider services) => create(options, services);

    public static PolicyType Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        string name, Func<TOptions, IGovernancePolicy> create, int rank = Others)
        where TOptions : GovernancePolicyOptions => new(name, typeof(TOptions), (options, _) => create((TOptions)options), rank);
}
