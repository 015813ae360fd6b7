using AiGateway.Client.Context;

namespace AiGateway.Client.Metering;

/// <summary>How usage is priced.</summary>
public sealed class MeteringOptions
{
    /// <summary>Gets or sets where costs come from.</summary>
    /// <value>Default <see cref="CostSource.Provider"/>: what the provider reports wins over the price list.</value>
    public CostSource CostSource { get; set; } = CostSource.Provider;

    /// <summary>Gets or sets what follows when no price is known for a model.</summary>
    /// <value>Default <see cref="UnpricedMode.Allow"/>.</value>
    public UnpricedMode Unpriced { get; set; } = UnpricedMode.Allow;

    /// <summary>Gets or sets a value indicating whether the built-in price table is used.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool BuiltInPrices { get; set; } = true;

    /// <summary>Gets price files by any name: name to path. In the order of their names; they win over the built-in table.</summary>
    /// <value>Default empty. A file that changes is read again; one that has errors then is refused, and the prices it had stay.</value>
    public IDictionary<string, string> PriceFiles { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how often price files are looked at for changes.</summary>
    /// <value>Default 30 seconds; from 1 second to 1 day.</value>
    public TimeSpan PriceFileInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the highest rate that is taken for real. Prices given per thousand tokens, or in cents, are found out by it.</summary>
    /// <value>USD per million tokens; default 1000, above 0.</value>
    public decimal MaxRate { get; set; } = 1000;

    /// <summary>Gets or sets the currency in which records show costs beside USD, such as <c>EUR</c>.</summary>
    /// <value>Default <see langword="null"/>: none. Limits and results stay in USD.</value>
    public string? DisplayCurrency { get; set; }

    /// <summary>Gets or sets how much of the display currency one USD is.</summary>
    /// <value>Above 0; required with <see cref="DisplayCurrency"/>.</value>
    public decimal? DisplayRate { get; set; }
}
