using AiGateway.Client.Context;
using AiGateway.Client.Providers;

namespace AiGateway.Client.Redaction;

/// <summary>What is kept from providers, and how.</summary>
public sealed class RedactionOptions
{
    /// <summary>Gets or sets a value indicating whether redaction is on.</summary>
    /// <value>Default <see langword="null"/>: it is on where the section <c>Redaction</c> has any key, or code names an entity, a country, a tenant or a key.</value>
    public bool? Enabled { get; set; }

    /// <summary>Gets or sets whether redaction acts or only counts.</summary>
    /// <value>Default <see cref="RedactionMode.Enforce"/>.</value>
    public RedactionMode Mode { get; set; }

    /// <summary>Gets or sets the action for entities that are on by default and not named in <see cref="Entities"/>.</summary>
    /// <value>Default <see cref="RedactionAction.Pseudonymize"/>.</value>
    public RedactionAction DefaultAction { get; set; }

    /// <summary>Gets the actions for requests by entity. Naming an entity that is off by default switches it on; <see cref="RedactionAction.Allow"/> switches one off.</summary>
    public IDictionary<string, RedactionAction> Entities { get; } = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the actions for what a model writes by itself, by entity: Mask, Replace, Block or Allow.</summary>
    /// <value>By default entities that requests mask, replace or block are masked in answers, and others pass.</value>
    public IDictionary<string, RedactionAction> Responses { get; } = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the countries whose identifiers are looked for, by their code in ISO 3166-1: <c>"DE": true</c>.</summary>
    /// <value>Default empty. Identifiers without a check digit, and those with a weak one, are found beside a word that announces them.</value>
    public IDictionary<string, bool> Countries { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the least score with which an entity is found, by entity.</summary>
    /// <value>
    /// From 0 to 1. Default for identifiers: 0.4 where <see cref="Entities"/> names them, so that a text that is nothing but the value is enough; else 0.55.
    /// Other entities decide for themselves.
    /// </value>
    public IDictionary<string, double> Thresholds { get; } = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets lists of terms of the application's own, such as the names of customers, each under a name.</summary>
    public IDictionary<string, RedactionTerms> Terms { get; } = new Dictionary<string, RedactionTerms>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets regular expressions of the application's own, each under a name.</summary>
    public IDictionary<string, RedactionPattern> Patterns { get; } = new Dictionary<string, RedactionPattern>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is different for single tenants, by the tenant's name.</summary>
    public IDictionary<string, RedactionTenantOptions> Tenants { get; } = new Dictionary<string, RedactionTenantOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the secret from which pseudonyms are computed. Instances that share caches or conversations need the same.</summary>
    /// <value>At least 16 characters. Default <see langword="null"/>: a random key for the process.</value>
    [Secret]
    public string? Key { get; set; }

    /// <summary>Gets or sets the secret that was used before <see cref="Key"/>; its pseudonyms are still restored.</summary>
    /// <value>At least 16 characters. Default <see langword="null"/>.</value>
    [Secret]
    public string? PreviousKey { get; set; }

    /// <summary>Gets or sets a callback for the keys of a caller, instead of <see cref="Key"/>: from a vault, or one key for each tenant.</summary>
    /// <value>Default <see langword="null"/>. It is asked for every request.</value>
    public Func<GatewayCaller, CancellationToken, ValueTask<RedactionKeys>>? GetKeys { get; set; }

    /// <summary>Gets or sets a number that makes all pseudonyms new when it changes, and answers in caches unfindable.</summary>
    /// <value>Default 0; at least 0.</value>
    public int Epoch { get; set; }

    /// <summary>Gets or sets where the same value has the same pseudonym.</summary>
    /// <value>Default <see cref="RedactionScope.Tenant"/>.</value>
    public RedactionScope Scope { get; set; }

    /// <summary>Gets what single tools get, by the tool's name.</summary>
    public IDictionary<string, ToolPolicy> Tools { get; } = new Dictionary<string, ToolPolicy>(StringComparer.Ordinal);

    /// <summary>Gets or sets what tools get that are not named in <see cref="Tools"/>.</summary>
    /// <value>Default <see cref="ToolPolicy.Restore"/>.</value>
    public ToolPolicy DefaultTool { get; set; }

    /// <summary>Gets the hosts into whose URLs values may be restored: <c>"api.example.com": true</c>, or <c>"*.example.com": true</c> for every host below.</summary>
    /// <value>Default empty: in the URLs of answers and tool arguments pseudonyms stay.</value>
    public IDictionary<string, bool> AllowedUrlHosts { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what is done with images, audio and other data that is not text.</summary>
    /// <value>Default <see cref="ContentPolicy.Block"/>.</value>
    public ContentPolicy BinaryContent { get; set; }

    /// <summary>Gets or sets what is done with kinds of content, tools and objects that redaction does not know.</summary>
    /// <value>Default <see cref="ContentPolicy.Block"/>.</value>
    public ContentPolicy UnknownContent { get; set; }

    /// <summary>Gets or sets what is done with a raw representation factory.</summary>
    /// <value>Default <see cref="RawRepresentationPolicy.Block"/>.</value>
    public RawRepresentationPolicy RawRepresentationFactory { get; set; }

    /// <summary>Gets or sets what follows when a decorator for logging, OpenTelemetry or caching is outside redaction.</summary>
    /// <value>Default <see cref="OutsideDecoratorPolicy.Warn"/>.</value>
    public OutsideDecoratorPolicy OutsideDecorators { get; set; }

    /// <summary>Gets or sets how long an <see cref="IEntityDetector"/> may take for one request.</summary>
    /// <value>Default 2 seconds; from 1 ms to 1 minute.</value>
    public TimeSpan DetectorTimeout { get; set; } = TimeSpan.FromSeconds(2);

    internal bool IsOn => Enabled ?? (IsConfigured || Entities.Count + Countries.Count + Responses.Count + Tenants.Count + Terms.Count + Patterns.Count > 0 || Key is not null || GetKeys is not null);

    internal ToolPolicy ForTool(string name) => Tools.TryGetValue(name, out var policy) ? policy : DefaultTool;

    /// <summary>Gets or sets a value indicating whether the section of the configuration is there.</summary>
    internal bool IsConfigured { get; set; }
}
