namespace AiGateway.Client.Governance.Policies;

/// <summary>Where requests may be processed, by how sensitive they are.</summary>
public sealed class ClassificationPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets or sets the tag that has the classification of a request, where its options name none.</summary>
    /// <value>Default <c>classification</c>.</value>
    public string Tag { get; set; } = "classification";

    /// <summary>Gets or sets the classification of requests that have none.</summary>
    /// <value>Default <see langword="null"/>: they are refused.</value>
    public string? Default { get; set; }

    /// <summary>Gets the classifications by name. Requests with another one are refused.</summary>
    /// <value>At least one.</value>
    public IDictionary<string, ClassificationLevelOptions> Levels { get; } = new Dictionary<string, ClassificationLevelOptions>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Levels.Count == 0)
        {
            failures.Add($"{path}:Levels is empty. Add at least one classification, such as {path}:Levels:public.");
        }

        if (Default is { } name && !Levels.ContainsKey(name))
        {
            failures.Add($"{path}:Default = '{name}' is not one of the levels: {string.Join(", ", Levels.Keys.Order(StringComparer.OrdinalIgnoreCase))}.");
        }

        foreach (var (level, options) in Levels)
        {
            RequireAnAllowed(options.Regions, $"{path}:Levels:{level}:Regions", failures);
            RequireAnAllowed(options.Providers, $"{path}:Levels:{level}:Providers", failures);
        }
    }
}
