using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Configuration;

/// <summary>What an organisation allows the configuration of every application to say. It is checked at start-up and at every reload.</summary>
/// <remarks>Several baselines apply together: what one of them does not allow is not allowed. See <see cref="AiGatewayBuilderExtensions.UseBaseline"/>.</remarks>
public sealed class GatewayBaseline
{
    /// <summary>Gets or sets the provider types that may be configured, compared without case.</summary>
    /// <value>Default <see langword="null"/>: all. Empty: none.</value>
    public IReadOnlyCollection<string>? AllowedProviderTypes { get; set; }

    /// <summary>Gets or sets the origins that providers may be at: scheme, host and port, such as <c>https://api.openai.com</c> or <c>http://localhost:11434</c>.</summary>
    /// <value>
    /// Default <see langword="null"/>: all. Empty: none. <c>https://*.example.com</c> stands for every host below <c>example.com</c>, at any depth, but not for
    /// <c>example.com</c> itself. Paths do not count. A provider without an <c>Endpoint</c> is judged by the one that its adapter would use.
    /// </value>
    public IReadOnlyCollection<string>? AllowedEndpoints { get; set; }

    /// <summary>Gets or sets the regions that providers may name, compared without case. Every provider must then name one.</summary>
    /// <value>Default <see langword="null"/>: any or none. Empty: no provider may be configured.</value>
    public IReadOnlyCollection<string>? AllowedRegions { get; set; }
}
