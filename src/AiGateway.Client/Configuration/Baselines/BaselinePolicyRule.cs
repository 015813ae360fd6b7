using AiGateway.Client.Governance;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>A policy that every application has.</summary>
internal sealed class BaselinePolicyRule(string name, GovernancePolicyOptions required, PolicyType type) : IBaselineRule
{
    private readonly GovernancePolicyOptions _required = Copy(required, type);

    /// <summary>Puts the policy where configuration and code add to it.</summary>
    public void Seed(AiGatewayOptions options) => options.Governance.Policies.TryAdd(name, Copy(_required, type));

    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        if (!options.Governance.Policies.TryGetValue(name, out var policy))
        {
            return;
        }

        var path = $"{options.Path}:{nameof(options.Governance)}:Policies:{name}";
        if (!policy.Type.Equals(type.Name, StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"{path}:Type = '{policy.Type}' differs from the baseline's: '{type.Name}'.");
        }
        else if (!type.OptionsType.IsInstanceOfType(policy))
        {
            failures.Add($"{path} has options of type {policy.GetType().Name}, but the baseline's are {type.OptionsType.Name}.");
        }
        else
        {
            CheckSettings(policy, path, failures);
        }
    }

    public void Apply(AiGatewayOptions options) => Seed(options);

    private void CheckSettings(GovernancePolicyOptions policy, string path, ICollection<string> failures)
    {
        foreach (var shape in OptionShape.Of(type.OptionsType))
        {
            new BaselineSettingCheck($"{path}:{shape.Name}", shape.IsSecret, failures)
                .Check(SettingOrders.Of(shape.Property), shape.Property.GetValue(_required), shape.Property.GetValue(policy));
        }

        // Without time a policy that fails open lets everything pass.
        if (policy.FailMode is PolicyFailMode.Open && policy.Timeout < _required.Timeout)
        {
            failures.Add($"{path}:Timeout = '{policy.Timeout}' is shorter than the baseline allows for a policy that fails open: '{_required.Timeout}'.");
        }
    }

    private static GovernancePolicyOptions Copy(GovernancePolicyOptions options, PolicyType type)
    {
        var copy = (GovernancePolicyOptions)Activator.CreateInstance(type.OptionsType)!;
        OptionTree.Copy(options, copy);
        copy.Type = type.Name;
        return copy;
    }
}
