namespace AiGateway.Client.Metering;

/// <summary>What a price depends on besides usage.</summary>
/// <param name="ServiceTier">The service tier that served the request; <see langword="null"/> or one without a price of its own: the usual one.</param>
/// <param name="Region">The region that served the request; one without a price of its own costs the usual price.</param>
/// <param name="Speed">The speed that was bought.</param>
/// <param name="At">When the request was served; the default means now.</param>
public readonly record struct PriceTerms(string? ServiceTier = null, string? Region = null, string? Speed = null, DateTimeOffset At = default);
