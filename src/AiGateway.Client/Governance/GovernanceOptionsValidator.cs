using System.Globalization;

namespace AiGateway.Client.Governance;

/// <summary>Reports everything in the options that cannot be, each with its key, its value and what to do.</summary>
internal static class GovernanceOptionsValidator
{
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(1);

    /// <param name="options">The options.</param>
    /// <param name="path">Their path.</param>
    /// <param name="types">The known types.</param>
    /// <param name="describeUnknown">Describes a type that is not known, given the path of its policy and the type.</param>
    /// <param name="failures">Takes what cannot be.</param>
    public static void Validate(GovernanceOptions options, string path, PolicyTypes types, Func<string, string, string> describeUnknown, ICollection<string> failures)
    {
        if (options.MaxBufferedCharacters is < 1_000 or > 100_000_000)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:MaxBufferedCharacters = '{options.MaxBufferedCharacters}' is out of range: from 1000 to 100000000."));
        }

        foreach (var (name, policy) in options.Policies)
        {
            ValidatePolicy(policy, $"{path}:Policies:{name}", types, describeUnknown, failures);
        }
    }

    private static void ValidatePolicy(GovernancePolicyOptions policy, string path, PolicyTypes types, Func<string, string, string> describeUnknown, ICollection<string> failures)
    {
        if (types.Find(policy.Type) is not { } type)
        {
            failures.Add(describeUnknown(path, policy.Type));
            return;
        }

        if (!type.OptionsType.IsInstanceOfType(policy))
        {
            failures.Add($"{path} has options of type {policy.GetType().Name}, but policy type '{policy.Type}' needs {type.OptionsType.Name}.");
            return;
        }

        if (policy.Timeout < MinTimeout || policy.Timeout > MaxTimeout)
        {
            failures.Add($"{path}:Timeout = '{policy.Timeout}' is out of range: from {MinTimeout} to {MaxTimeout}.");
        }

        if (policy.Window is < 0 or > 16_384)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:Window = '{policy.Window}' is out of range: from 0 to 16384."));
        }

        policy.Validate(path, failures);
    }
}
