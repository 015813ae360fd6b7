namespace AiGateway.Client.Metering;

/// <summary>What counts tokens alike: the same model of the same vendor, with or without tools.</summary>
/// <param name="Vendor">The vendor, or the configured provider's name where the vendor is not known.</param>
/// <param name="Model">The model.</param>
/// <param name="HasTools">Whether requests carry tools, which providers describe to the model in words of their own.</param>
public readonly record struct TokenizerKey(string Vendor, string Model, bool HasTools = false);
