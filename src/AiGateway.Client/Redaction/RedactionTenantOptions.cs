namespace AiGateway.Client.Redaction;

/// <summary>What is different for one tenant.</summary>
public sealed class RedactionTenantOptions
{
    /// <summary>Gets or sets whether redaction acts or only counts.</summary>
    /// <value>Default <see langword="null"/>: as for all.</value>
    public RedactionMode? Mode { get; set; }

    /// <summary>Gets or sets the action for entities that are on by default and not named.</summary>
    /// <value>Default <see langword="null"/>: as for all.</value>
    public RedactionAction? DefaultAction { get; set; }

    /// <summary>Gets the actions for requests by entity. What is not named is as for all.</summary>
    public IDictionary<string, RedactionAction> Entities { get; } = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the actions for answers by entity. What is not named is as for all.</summary>
    public IDictionary<string, RedactionAction> Responses { get; } = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);
}
