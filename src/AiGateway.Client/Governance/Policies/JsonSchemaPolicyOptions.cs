namespace AiGateway.Client.Governance.Policies;

/// <summary>Whether answers that are to be JSON are checked. A stream is kept back to its end for it.</summary>
public sealed class JsonSchemaPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets or sets what follows when an answer does not fit.</summary>
    /// <value>Default <see cref="PolicyAction.Deny"/>; or <see cref="PolicyAction.Flag"/>.</value>
    public PolicyAction Action { get; set; }

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Action is PolicyAction.Change)
        {
            failures.Add($"{path}:Action = '{Action}' has no meaning here. Use Deny or Flag.");
        }
    }
}
