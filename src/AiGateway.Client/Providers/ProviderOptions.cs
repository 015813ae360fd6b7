namespace AiGateway.Client.Providers;

/// <summary>What every provider understands. Provider packages derive their own options from it.</summary>
public class ProviderOptions
{
    /// <summary>Gets or sets the type of the provider, such as <c>OpenAI</c>: the name under which its package registered it.</summary>
    public string Type { get; set; } = "";

    /// <summary>Gets or sets the address to call.</summary>
    /// <value>Default <see langword="null"/>: the vendor's public endpoint.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the API key.</summary>
    /// <value>Default <see langword="null"/>: taken from <see cref="ApiKeyEnvironmentVariable"/>. A credential callback wins over both.</value>
    [Secret]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the environment variable that holds the API key.</summary>
    /// <value>Default <see langword="null"/>: the provider's customary variable.</value>
    public string? ApiKeyEnvironmentVariable { get; set; }

    /// <summary>Gets several API keys by name, which take turns. Each has a health of its own: one that is rate limited or refused is passed over.</summary>
    /// <value>Default empty: the provider has one key. With a credential callback, leave it empty.</value>
    [Secret]
    public IDictionary<string, string> ApiKeys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the region in which the provider processes data, such as <c>eu</c>.</summary>
    public string? Region { get; set; }

    /// <summary>Gets the headers that every request to the provider carries.</summary>
    [Secret]
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what happens to a request with options that the adapter would drop without a word.</summary>
    /// <value>Default <see cref="DroppedOptionsMode.Warn"/>.</value>
    public DroppedOptionsMode DroppedOptions { get; set; }

    /// <summary>Gets or sets the named client of <c>IHttpClientFactory</c> whose handlers carry the requests.</summary>
    /// <value>Default <see cref="ProviderHttp.ClientName"/>.</value>
    public string HttpClientName { get; set; } = ProviderHttp.ClientName;

    /// <summary>Gets or sets a client to send with instead of one from the factory. It is never disposed by the gateway. Code only.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Gets or sets a callback for the API key, asked before every request. Code only.</summary>
    public IProviderCredential? Credential { get; set; }

    /// <summary>Names the type only: options hold keys.</summary>
    /// <returns>The name of the type.</returns>
    public sealed override string ToString() => GetType().Name;
}
