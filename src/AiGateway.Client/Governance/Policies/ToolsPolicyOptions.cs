namespace AiGateway.Client.Governance.Policies;

/// <summary>Which tools a request may offer, and a model may call. Names are compared without case; one that ends with <c>*</c> stands for all that begin so.</summary>
public sealed class ToolsPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets the tools that are allowed.</summary>
    /// <value>Default empty: all that are not denied, unless there are grants.</value>
    public IDictionary<string, bool> Allowed { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the tools that are not allowed, whatever else is said.</summary>
    /// <value>Default empty.</value>
    public IDictionary<string, bool> Denied { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the tools that callers with a role may use besides <see cref="Allowed"/>: role to names, separated by commas.</summary>
    /// <value>Default empty. With any grant, what neither it nor <see cref="Allowed"/> names is not allowed.</value>
    public IDictionary<string, string> Grants { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what follows when a request offers a tool that is not allowed. The call of such a tool is refused, or flagged.</summary>
    /// <value>Default <see cref="PolicyAction.Deny"/>; <see cref="PolicyAction.Change"/> takes the tool out of the request.</value>
    public PolicyAction Action { get; set; }

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Allowed.Count + Denied.Count + Grants.Count == 0)
        {
            failures.Add($"{path} names no tool. Add {path}:Allowed, {path}:Denied or {path}:Grants.");
        }

        RequireAnAllowed(Denied, $"{path}:Denied", failures);
        RequireAnAllowed(Allowed, $"{path}:Allowed", failures);
    }
}
