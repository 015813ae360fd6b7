namespace AiGateway.Client.Governance.Policies;

/// <summary>Which labels a request must have.</summary>
public sealed class RequiredTagsPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets the tags by name. The value says what is allowed: <c>*</c> for anything but blank, or values separated by commas.</summary>
    /// <value>At least one.</value>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Tags.Count == 0)
        {
            failures.Add($"{path}:Tags is empty. Name at least one tag, such as {path}:Tags:cost-centre = '*'.");
        }

        foreach (var (tag, _) in Tags.Where(tag => string.IsNullOrWhiteSpace(tag.Value)))
        {
            failures.Add($"{path}:Tags:{tag} is empty. Write '*' for any value, or the allowed values separated by commas.");
        }
    }
}
