namespace AiGateway.Client.Governance.Policies;

/// <summary>What callers of a role may use. Names are compared without case; one that ends with <c>*</c> stands for all that begin so.</summary>
public sealed class AccessGrantOptions
{
    /// <summary>Gets the routes.</summary>
    /// <value>Default empty: all.</value>
    public IDictionary<string, bool> Routes { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the providers, as configured.</summary>
    /// <value>Default empty: all.</value>
    public IDictionary<string, bool> Providers { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the models.</summary>
    /// <value>Default empty: all.</value>
    public IDictionary<string, bool> Models { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
}
