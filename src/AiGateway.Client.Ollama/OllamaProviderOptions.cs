namespace AiGateway.Client.Providers;

/// <summary>Options of provider type <c>Ollama</c>.</summary>
public sealed class OllamaProviderOptions : ProviderOptions
{
    /// <summary>Gets or sets the size of the context window to load models with (<c>num_ctx</c>).</summary>
    /// <value>
    /// In tokens, at least 1; default <see langword="null"/>: the server's own, which may be far below the model's. The server cuts what does not fit
    /// without a word (Ollama's "Context length" page). A value set here is the context window that the gateway reckons with.
    /// </value>
    public int? ContextLength { get; set; }

    /// <summary>Gets or sets how long the server keeps the model loaded after a request (<c>keep_alive</c>), such as <c>10m</c>, or <c>-1m</c> for ever.</summary>
    /// <value>Default <see langword="null"/>: the server's own.</value>
    public string? KeepAlive { get; set; }
}
