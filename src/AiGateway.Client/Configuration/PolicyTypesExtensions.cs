using AiGateway.Client.Governance;

namespace AiGateway.Client.Configuration;

/// <summary>Words for policies that cannot be found.</summary>
internal static class PolicyTypesExtensions
{
    public static string DescribeUnknown(this PolicyTypes types, string path, string type) => type.Length == 0
        ? $"{path}:Type is missing. Known policy types: {Suggestion.List(types.Names)}."
        : $"{path}:Type = '{type}' is not a known policy type.{Suggestion.For(type, types.Names)} Known: {Suggestion.List(types.Names)}. " +
            "Correct the name, or add your own with AddPolicy or AddPolicyType.";
}
