namespace AiGateway.Client.Governance;

/// <summary>The policies.</summary>
public sealed class GovernanceOptions
{
    /// <summary>Gets the policies by name.</summary>
    public IDictionary<string, GovernancePolicyOptions> Policies { get; } = new Dictionary<string, GovernancePolicyOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the number of characters of a streamed answer that are kept back at most, where a policy wants to see a whole answer. A longer one is refused.</summary>
    /// <value>Default 1,000,000; from 1,000 to 100,000,000.</value>
    public int MaxBufferedCharacters { get; set; } = 1_000_000;

    internal Dictionary<string, IGovernancePolicy> Instances { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a policy of one's own. For <c>UseGovernance</c>; to the gateway policies are added with <c>AddPolicy</c>.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="configure">Sets its mode, scopes and limits; <see langword="null"/> for the defaults.</param>
    /// <returns>The options.</returns>
    public GovernanceOptions Add(string name, IGovernancePolicy policy, Action<GovernancePolicyOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(policy);
        var options = new GovernancePolicyOptions { Type = name };
        configure?.Invoke(options);
        Instances[name] = policy;
        Policies[name] = options;
        return this;
    }
}
