using AiGateway.Client.Providers;

namespace AiGateway.Client.Metering;

/// <summary>Whose usage a meter reads.</summary>
/// <param name="Provider">The provider's name as configured.</param>
/// <param name="Model">The model that is asked for.</param>
/// <param name="Region">The configured region.</param>
/// <param name="Profile">How the adapter counts.</param>
internal sealed record MeterSubject(string Provider, string Model, string? Region, UsageProfile Profile);
