using AiGateway.Client.Providers;

namespace AiGateway.Client.Configuration;

/// <summary>The adapters that the application has registered, by type name.</summary>
internal sealed class ProviderRegistry
{
    private readonly Dictionary<string, IChatProvider> _providers = new(StringComparer.OrdinalIgnoreCase);

    public ProviderRegistry(IEnumerable<IChatProvider> providers)
    {
        foreach (var provider in providers)
        {
            // The last registration of a type wins, as everywhere in dependency injection.
            _providers[provider.Type] = provider;
        }
    }

    public string Names => Suggestion.List(_providers.Keys);

    public IChatProvider? Find(string type) => _providers.GetValueOrDefault(type);

    public string DescribeUnknown(string path, string type) =>
        $"{path}:Type = '{type}' is not a registered provider type.{Suggestion.For(type, _providers.Keys)} " +
        $"Registered: {Names}. Add the package of the provider and register it on the gateway builder, for example with AddOpenAI(), AddAnthropic() or AddOllama().";
}
