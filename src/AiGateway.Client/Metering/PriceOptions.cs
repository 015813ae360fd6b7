namespace AiGateway.Client.Metering;

/// <summary>The price of one model: a contract, a correction, or a model that no list knows. It wins over price files and over the built-in table.</summary>
public sealed class PriceOptions : RateOptions
{
    /// <summary>Gets or sets the model.</summary>
    /// <value>Default <see langword="null"/>: the name of the entry. Names with a colon must be set here.</value>
    public string? Model { get; set; }

    /// <summary>Gets or sets for whom the price holds: the name of a configured provider, or of a vendor of the price list such as <c>openai</c>.</summary>
    /// <value>Default <see langword="null"/>: for the model at any provider.</value>
    public string? Provider { get; set; }

    /// <summary>Gets or sets a value indicating whether the model costs nothing. Without it rates of zero are refused, because they mostly mean that a price is missing.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Free { get; set; }

    /// <summary>Gets or sets the day from which the price holds, at 0:00 UTC. Several entries for one model follow one another.</summary>
    /// <value>Default <see langword="null"/>: always.</value>
    public DateOnly? EffectiveFrom { get; set; }

    /// <summary>Gets or sets the fee on each request.</summary>
    /// <value>USD; default 0.</value>
    public decimal PerRequest { get; set; }

    /// <summary>Gets or sets the fee on each web search.</summary>
    /// <value>USD; default 0.</value>
    public decimal PerSearch { get; set; }

    /// <summary>Gets the rates of long requests, by any name.</summary>
    public IDictionary<string, PriceTierOptions> Tiers { get; } = new Dictionary<string, PriceTierOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the rates of service tiers, by the name that the provider reports.</summary>
    public IDictionary<string, ServiceTierOptions> ServiceTiers { get; } = new Dictionary<string, ServiceTierOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what the whole price is multiplied by in a region, such as <c>eu</c> to <c>1.1</c>.</summary>
    public IDictionary<string, string> Regions { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what the whole price is multiplied by at a speed, such as <c>fast</c> to <c>6</c>.</summary>
    public IDictionary<string, string> Speeds { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how certain the price is. Set by the lists that are read; a configured one is certain.</summary>
    internal PriceConfidence Confidence { get; set; }
}
