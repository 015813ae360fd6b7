using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.SharedCache;

/// <summary>A gateway whose answers are in Redis, over a provider that says who it is and repeats what it was sent.</summary>
internal sealed class SharedGateway : IAsyncDisposable
{
    // Built here: nothing that looks like a key stands in a file.
    private static readonly string Key = new('k', 32);

    private readonly ServiceProvider _services;
    private int _calls;

    public SharedGateway(string connection, string name, TimeProvider? time = null, TimeSpan? timeout = null, bool semantic = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddStackExchangeRedisCache(options => options.Configuration = connection);
        if (semantic)
        {
            services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new OneVectorEmbedder());
        }

        services.AddAiGateway(options =>
        {
            options.Providers["p"] = new() { Type = "Named" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "p", Model = "m" } } };
            options.Redaction.DefaultAction = Redaction.RedactionAction.Pseudonymize;
            options.Redaction.Key = Key;
            options.Caching.TimeToLive = TimeSpan.FromMinutes(10);
            options.Caching.Shared = true;
            options.Caching.SharedTimeout = timeout ?? TimeSpan.FromSeconds(10);
            options.Caching.InvalidationInterval = TimeSpan.Zero;
            options.Caching.Semantic.Threshold = semantic ? 0.9 : null;
            options.Caching.Semantic.Persist = semantic;
            options.Caching.Semantic.EmbeddingTimeout = options.Caching.Semantic.PersistTimeout = TimeSpan.FromSeconds(20);
        }).AddProvider("Named", (_, _) => new NamedChatClient(name, () => Interlocked.Increment(ref _calls)));
        _services = services.BuildServiceProvider();
    }

    public int Calls => Volatile.Read(ref _calls);

    public IDistributedCache Store => _services.GetRequiredService<IDistributedCache>();

    /// <summary>Asks a question.</summary>
    /// <returns>The cache status and the answer.</returns>
    public async Task<string> AskAsync(bool streamed, string text)
    {
        var client = _services.GetRequiredService<IChatClient>();
        var response = streamed ? await client.GetStreamingResponseAsync(text).ToChatResponseAsync() : await client.GetResponseAsync(text);
        return $"{response.GetGatewayResult().Cache.Status} {response.Text}";
    }

    public ValueTask InvalidateAsync() => _services.GetRequiredService<IGatewayCache>().InvalidateAsync(CacheScope.All);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
