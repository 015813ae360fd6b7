namespace AiGateway.Client.Providers;

/// <summary>Corrects what an adapter knows about the model of one target. What is not set leaves the adapter's word as it is.</summary>
public sealed class ProviderCapabilitiesOptions
{
    /// <summary>Gets or sets a value indicating whether the model can call tools.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says.</value>
    public bool? Tools { get; set; }

    /// <summary>Gets or sets a value indicating whether an answer can be held to a JSON schema.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says.</value>
    public bool? JsonSchema { get; set; }

    /// <summary>Gets or sets a value indicating whether messages may hold images.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says.</value>
    public bool? Images { get; set; }

    /// <summary>Gets or sets a value indicating whether the model goes on from a last message of the assistant.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says.</value>
    public bool? Prefill { get; set; }

    /// <summary>Gets or sets a value indicating whether answers can be streamed.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says.</value>
    public bool? Streaming { get; set; }

    /// <summary>Gets or sets the size of the model's context window.</summary>
    /// <value>In tokens, at least 1; default <see langword="null"/>: what the adapter says.</value>
    public int? ContextWindow { get; set; }

    /// <summary>Gets or sets a value indicating whether a finished answer carries a finish reason.</summary>
    /// <value>Default <see langword="null"/>: what the adapter says. With <see langword="false"/> a stream that was cut cleanly passes for a whole answer.</value>
    public bool? FinishReason { get; set; }

    /// <summary>Puts what is set over what the adapter says.</summary>
    internal ProviderCapabilities Over(ProviderCapabilities known) => new()
    {
        Tools = Tools ?? known.Tools,
        JsonSchema = JsonSchema ?? known.JsonSchema,
        Images = Images ?? known.Images,
        Prefill = Prefill ?? known.Prefill,
        Streaming = Streaming ?? known.Streaming,
        ContextWindow = ContextWindow ?? known.ContextWindow,
        FinishReason = FinishReason ?? known.FinishReason,
    };
}
