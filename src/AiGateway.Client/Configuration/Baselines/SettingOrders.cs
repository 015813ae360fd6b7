using System.Reflection;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The order of each setting of the built-in policies. What is not listed must be as the baseline says.</summary>
internal static class SettingOrders
{
    private static readonly Dictionary<(Type, string), SettingOrder> Known = new()
    {
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Enabled))] = SettingOrder.True,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Mode))] = SettingOrder.Lower,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.FailMode))] = SettingOrder.Lower,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Window))] = SettingOrder.Higher,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Routes))] = SettingOrder.Scope,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Tenants))] = SettingOrder.Scope,
        [(typeof(GovernancePolicyOptions), nameof(GovernancePolicyOptions.Roles))] = SettingOrder.Scope,
        [(typeof(TextPolicyOptions), nameof(TextPolicyOptions.Action))] = SettingOrder.Lower,
        [(typeof(TextPolicyOptions), nameof(TextPolicyOptions.Requests))] = SettingOrder.True,
        [(typeof(TextPolicyOptions), nameof(TextPolicyOptions.Responses))] = SettingOrder.True,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxMessages))] = SettingOrder.Lower,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxCharacters))] = SettingOrder.Lower,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxAttachments))] = SettingOrder.Lower,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxAttachmentBytes))] = SettingOrder.Lower,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxTools))] = SettingOrder.Lower,
        [(typeof(SizeLimitsPolicyOptions), nameof(SizeLimitsPolicyOptions.MaxJsonDepth))] = SettingOrder.Lower,
        [(typeof(OutputTokensPolicyOptions), nameof(OutputTokensPolicyOptions.Max))] = SettingOrder.Lower,
        [(typeof(OutputTokensPolicyOptions), nameof(OutputTokensPolicyOptions.Action))] = SettingOrder.Lower,
        [(typeof(JsonSchemaPolicyOptions), nameof(JsonSchemaPolicyOptions.Action))] = SettingOrder.Lower,
        [(typeof(DenyTermsPolicyOptions), nameof(DenyTermsPolicyOptions.Terms))] = SettingOrder.More,
        [(typeof(DenyTermsPolicyOptions), nameof(DenyTermsPolicyOptions.Patterns))] = SettingOrder.MoreEqual,
        [(typeof(DenyTermsPolicyOptions), nameof(DenyTermsPolicyOptions.IgnoreCase))] = SettingOrder.True,
        [(typeof(DenyTermsPolicyOptions), nameof(DenyTermsPolicyOptions.WholeWords))] = SettingOrder.False,
        [(typeof(PromptInjectionPolicyOptions), nameof(PromptInjectionPolicyOptions.Phrases))] = SettingOrder.More,
        [(typeof(RoleMarkersPolicyOptions), nameof(RoleMarkersPolicyOptions.Markers))] = SettingOrder.More,
        [(typeof(LinkGuardPolicyOptions), nameof(LinkGuardPolicyOptions.AllowedHosts))] = SettingOrder.Fewer,
        [(typeof(LinkGuardPolicyOptions), nameof(LinkGuardPolicyOptions.ToolCalls))] = SettingOrder.True,
        [(typeof(RequiredTagsPolicyOptions), nameof(RequiredTagsPolicyOptions.Tags))] = SettingOrder.MoreEqual,
        [(typeof(ToolsPolicyOptions), nameof(ToolsPolicyOptions.Allowed))] = SettingOrder.FewerNotNone,
        [(typeof(ToolsPolicyOptions), nameof(ToolsPolicyOptions.Denied))] = SettingOrder.More,
        [(typeof(ToolsPolicyOptions), nameof(ToolsPolicyOptions.Action))] = SettingOrder.Lower,
    };

    // How long a policy may take loosens only what fails open; the rule of policies looks at both.
    private static readonly HashSet<string> Apart = [nameof(GovernancePolicyOptions.Type), nameof(GovernancePolicyOptions.Timeout)];

    public static SettingOrder Of(PropertyInfo property) =>
        property.DeclaringType == typeof(GovernancePolicyOptions) && Apart.Contains(property.Name) ? SettingOrder.Free
        : Known.GetValueOrDefault((property.DeclaringType!, property.Name), SettingOrder.Same);
}
