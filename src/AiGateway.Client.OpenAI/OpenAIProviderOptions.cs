namespace AiGateway.Client.Providers;

/// <summary>Options of provider type <c>OpenAI</c>.</summary>
public sealed class OpenAIProviderOptions : OpenAIProviderOptionsBase
{
    /// <summary>Gets or sets the organisation to bill (header <c>OpenAI-Organization</c>).</summary>
    /// <value>Default <see langword="null"/>: the key's own.</value>
    public string? Organization { get; set; }

    /// <summary>Gets or sets the project to bill (header <c>OpenAI-Project</c>).</summary>
    /// <value>Default <see langword="null"/>: the key's own.</value>
    public string? Project { get; set; }
}
