using AiGateway.Client.Governance.Policies;

namespace AiGateway.Client.Governance;

/// <summary>The kinds of policies that are always there.</summary>
internal static class BuiltInPolicies
{
    public static IReadOnlyList<PolicyType> Types { get; } =
    [
        PolicyType.Of<SizeLimitsPolicyOptions>("SizeLimits", static options => new SizeLimitsPolicy(options), PolicyType.Sizes),
        PolicyType.Of<InvisibleUnicodePolicyOptions>("InvisibleUnicode", static options => new InvisibleUnicodePolicy(options), PolicyType.Cleaners),
        PolicyType.Of<RoleMarkersPolicyOptions>("RoleMarkers", static options => new RoleMarkersPolicy(options), PolicyType.Cleaners),
        PolicyType.Of<DenyTermsPolicyOptions>("DenyTerms", static options => new DenyTermsPolicy(options)),
        PolicyType.Of<PromptInjectionPolicyOptions>("PromptInjection", static options => new PromptInjectionPolicy(options)),
        PolicyType.Of<LinkGuardPolicyOptions>("LinkGuard", static options => new LinkGuardPolicy(options)),
        PolicyType.Of<PromptCanaryPolicyOptions>("PromptCanary", static options => new PromptCanaryPolicy(options)),
        PolicyType.Of<JsonSchemaPolicyOptions>("JsonSchema", static options => new JsonSchemaPolicy(options)),
        PolicyType.Of<AccessPolicyOptions>("Access", static options => new AccessPolicy(options)),
        PolicyType.Of<ClassificationPolicyOptions>("Classification", static options => new ClassificationPolicy(options)),
        PolicyType.Of<OutputTokensPolicyOptions>("OutputTokens", static options => new OutputTokensPolicy(options)),
        PolicyType.Of<RequiredTagsPolicyOptions>("RequiredTags", static options => new RequiredTagsPolicy(options)),
        PolicyType.Of<ToolsPolicyOptions>("Tools", static options => new ToolsPolicy(options)),
    ];
}
