namespace AiGateway.Client.Providers;

/// <summary>What a model at a provider can do, as far as the adapter knows. What is unknown counts as possible.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Gets a value indicating whether the model calls tools.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Tools { get; init; } = true;

    /// <summary>Gets a value indicating whether the model can be held to a JSON schema.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool JsonSchema { get; init; } = true;

    /// <summary>Gets a value indicating whether the model reads images.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Images { get; init; } = true;

    /// <summary>Gets a value indicating whether answers can be streamed.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Streaming { get; init; } = true;

    /// <summary>Gets a value indicating whether the model continues an assistant message that ends the conversation.</summary>
    /// <value>Default <see langword="false"/>: not every model does, and some refuse.</value>
    public bool Prefill { get; init; }

    /// <summary>Gets the size of the context window in tokens.</summary>
    /// <value>Default <see langword="null"/>: unknown.</value>
    public int? ContextWindow { get; init; }

    /// <summary>Gets a value indicating whether a finished answer carries a finish reason.</summary>
    /// <value>Default <see langword="true"/>: a stream that ends without one was cut.</value>
    public bool FinishReason { get; init; } = true;
}
