namespace AiGateway.Client.Metering;

/// <summary>The rates of a service tier, such as <c>priority</c>, <c>flex</c> or <c>batch</c>. What is not set stands to the usual rates as input and output do.</summary>
public sealed class ServiceTierOptions : RateOptions
{
    /// <summary>Gets the rates of long requests, by any name.</summary>
    /// <value>Default empty: the usual ones, in the tier's proportion.</value>
    public IDictionary<string, PriceTierOptions> Tiers { get; } = new Dictionary<string, PriceTierOptions>(StringComparer.OrdinalIgnoreCase);
}
