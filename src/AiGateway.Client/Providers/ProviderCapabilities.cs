namespace AiGateway.Client.Providers;

/// <summary>What a model at a provider can do, as far as the adapter knows. What is unknown counts as possible.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Gets a value indicating whether the model can call tools.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Tools { get; init; } = true;

    /// <summary>Gets a value indicating whether an answer can be held to a JSON schema.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool JsonSchema { get; init; } = true;

    /// <summary>Gets a value indicating whether messages may hold images.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Images { get; init; } = true;

    /// <summary>Gets a value indicating whether the model goes on from a last message of the assistant instead of answering it.</summary>
    /// <value>Default <see langword="false"/>: only where a vendor documents it.</value>
    public bool Prefill { get; init; }

    /// <summary>Gets a value indicating whether answers can be streamed.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Streaming { get; init; } = true;

    /// <summary>Gets the size of the model's context window.</summary>
    /// <value>In tokens, input and output together; default <see langword="null"/>: unknown.</value>
    public int? ContextWindow { get; init; }

    /// <summary>Gets a value indicating whether a finished answer carries a finish reason.</summary>
    /// <value>Default <see langword="true"/>: a stream that ends without one was cut.</value>
    public bool FinishReason { get; init; } = true;
}
