using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Makes the rules of a baseline's policies.</summary>
internal static class BaselinePolicies
{
    /// <exception cref="ArgumentException">A policy is switched off, of an unknown type, or has settings that cannot be.</exception>
    public static IEnumerable<IBaselineRule> RulesOf(GatewayBaseline baseline)
    {
        var types = new PolicyTypes(baseline.PolicyTypes);
        foreach (var (name, options) in baseline.Policies)
        {
            yield return Rule(name, options, types);
        }

        if (baseline.MaxOutputTokens is { } most)
        {
            yield return new BaselineOutputTokensRule(most);

            // Last, so that no other policy has a later word.
            yield return Rule(BaselineOutputTokensRule.PolicyName, new OutputTokensPolicyOptions { Max = most, Order = int.MaxValue }, types);
        }
    }

    private static BaselinePolicyRule Rule(string name, GovernancePolicyOptions options, PolicyTypes types)
    {
        var type = Find(name, options, types) ?? throw new ArgumentException(
            $"{nameof(GatewayBaseline.Policies)}:{name}:Type = '{options.Type}' of the baseline is not a built-in type, and none that the baseline adds. " +
            "Correct it, or add it to the baseline with AddPolicy or AddPolicyType.");
        var failures = new List<string>();
        var rule = type.OptionsType.IsInstanceOfType(options) ? new BaselinePolicyRule(name, options, type) : null;
        var checkedOptions = new AiGatewayOptions();
        rule?.Seed(checkedOptions);
        var path = $"{nameof(GatewayBaseline)}.{nameof(GatewayBaseline.Policies)}:{name}";
        if (rule is null)
        {
            failures.Add($"{path} has options of type {options.GetType().Name}, but policy type '{type.Name}' needs {type.OptionsType.Name}.");
        }
        else if (!options.Enabled)
        {
            failures.Add($"{path}:Enabled = 'False' makes a policy that every application has do nothing. Remove the policy.");
        }

        GovernanceOptionsValidator.Validate(checkedOptions.Governance, nameof(GatewayBaseline), types, types.DescribeUnknown, failures);
        return failures.Count == 0 ? rule! : throw new ArgumentException(string.Join(Environment.NewLine, failures));
    }

    // Options of a type of their own say which policy they are for.
    private static PolicyType? Find(string name, GovernancePolicyOptions options, PolicyTypes types) =>
        options.Type.Length > 0 ? types.Find(options.Type)
        : options.GetType() == typeof(GovernancePolicyOptions) ? types.Find(name)
        : types.All.FirstOrDefault(type => type.OptionsType == options.GetType());
}
