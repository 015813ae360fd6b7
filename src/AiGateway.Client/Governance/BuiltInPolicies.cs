namespace AiGateway.Client.Governance;

/// <summary>The kinds of policies that are always there.</summary>
internal static class BuiltInPolicies
{
    public static IReadOnlyList<PolicyType> Types { get; } = [];
}
