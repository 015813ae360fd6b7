namespace AiGateway.Client.Providers;

/// <summary>What every provider type that speaks OpenAI's protocol understands.</summary>
public abstract class OpenAIProviderOptionsBase : ProviderOptions
{
    /// <summary>Gets the query parameters that every request to the provider carries.</summary>
    [Secret]
    public IDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
