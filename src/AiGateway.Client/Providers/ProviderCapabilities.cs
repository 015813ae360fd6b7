namespace AiGateway.Client.Providers;

/// <summary>What a model at a provider can do, as far as the adapter knows.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Gets a value indicating whether a finished answer carries a finish reason.</summary>
    /// <value>Default <see langword="true"/>: a stream that ends without one was cut.</value>
    public bool FinishReason { get; init; } = true;
}
