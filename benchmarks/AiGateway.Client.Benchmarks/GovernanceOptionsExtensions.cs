using AiGateway.Client.Governance;

namespace AiGateway.Client.Benchmarks;

internal static class GovernanceOptionsExtensions
{
    /// <summary>Adds a policy under the name of its type.</summary>
    public static void Add(this GovernanceOptions options, string type, GovernancePolicyOptions policy)
    {
        policy.Type = type;
        options.Policies[type] = policy;
    }
}
