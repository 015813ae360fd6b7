namespace AiGateway.Client.Governance.Policies;

/// <summary>How many tokens an answer may have.</summary>
public sealed class OutputTokensPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets or sets the number of tokens. Requests that set no limit get this one.</summary>
    /// <value>Required; at least 1.</value>
    public int Max { get; set; }

    /// <summary>Gets or sets what follows when a request asks for more.</summary>
    /// <value>Default <see cref="PolicyAction.Change"/>: it gets this many. <see cref="PolicyAction.Deny"/> refuses.</value>
    public PolicyAction Action { get; set; } = PolicyAction.Change;

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures) => RequireAtLeast(Max, 1, $"{path}:{nameof(Max)}", failures);
}
