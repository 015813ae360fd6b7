namespace AiGateway.Client.Context;

/// <summary>Where a cost comes from.</summary>
public enum CostSource
{
    /// <summary>The provider's own report, where it makes one; the price list otherwise.</summary>
    Provider,

    /// <summary>Usage and the rates of the price list, whatever the provider reports.</summary>
    Rates,
}
