namespace AiGateway.Client.Governance.Policies;

/// <summary>Which routes, providers and models callers may use, by their roles.</summary>
public sealed class AccessPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets what is granted, by role; <c>*</c> for every caller. A caller has what any of its roles grants, and nothing without a grant.</summary>
    /// <value>At least one.</value>
    public IDictionary<string, AccessGrantOptions> Grants { get; } = new Dictionary<string, AccessGrantOptions>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Grants.Count == 0)
        {
            failures.Add($"{path}:Grants is empty, so that nobody may use anything. Add a role, or '*' for every caller.");
        }

        foreach (var (role, grant) in Grants)
        {
            RequireAnAllowed(grant.Routes, $"{path}:Grants:{role}:Routes", failures);
            RequireAnAllowed(grant.Providers, $"{path}:Grants:{role}:Providers", failures);
            RequireAnAllowed(grant.Models, $"{path}:Grants:{role}:Models", failures);
        }
    }
}
