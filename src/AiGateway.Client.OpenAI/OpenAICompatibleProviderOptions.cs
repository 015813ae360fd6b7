namespace AiGateway.Client.Providers;

/// <summary>Options of provider type <c>OpenAICompatible</c>.</summary>
public sealed class OpenAICompatibleProviderOptions : OpenAIProviderOptionsBase
{
    /// <summary>Gets or sets the known endpoint that is meant.</summary>
    /// <value>Default <see langword="null"/>: none, and <see cref="ProviderOptions.Endpoint"/> is required.</value>
    public OpenAICompatiblePreset? Preset { get; set; }

    /// <summary>Gets or sets a value indicating whether the output limit is sent as <c>max_tokens</c> instead of <c>max_completion_tokens</c>.</summary>
    /// <value>Default <see langword="null"/>: what the preset says; without one, <see langword="false"/>.</value>
    public bool? UseMaxTokens { get; set; }

    /// <summary>Gets or sets a value indicating whether streamed requests ask for usage with <c>stream_options</c>.</summary>
    /// <value>Default <see langword="null"/>: what the preset says; without one, <see langword="true"/>.</value>
    public bool? RequestStreamUsage { get; set; }
}
