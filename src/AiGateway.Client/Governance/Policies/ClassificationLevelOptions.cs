namespace AiGateway.Client.Governance.Policies;

/// <summary>Where requests of a classification may be processed.</summary>
public sealed class ClassificationLevelOptions
{
    /// <summary>Gets the regions. Targets whose provider names no region are left out when there are any.</summary>
    /// <value>Default empty: all.</value>
    public IDictionary<string, bool> Regions { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the providers, as configured; one that ends with <c>*</c> stands for all that begin so.</summary>
    /// <value>Default empty: all.</value>
    public IDictionary<string, bool> Providers { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
}
