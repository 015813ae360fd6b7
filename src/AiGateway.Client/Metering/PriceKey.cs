namespace AiGateway.Client.Metering;

/// <summary>What a price is looked up by.</summary>
/// <param name="Model">The model that answered, or that is asked for.</param>
/// <param name="Vendor">The vendor under whose name lists keep it; <see langword="null"/> when it is not known.</param>
/// <param name="Provider">The name of the configured provider.</param>
/// <param name="Region">The region, for lists that have models by region.</param>
public readonly record struct PriceKey(string Model, string? Vendor = null, string? Provider = null, string? Region = null);
