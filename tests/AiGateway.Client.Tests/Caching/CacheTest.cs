using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Caching;

/// <summary>A cache around a client that counts its calls.</summary>
internal sealed class CacheTest : IDisposable
{
    private readonly ServiceProvider _services;

    public CacheTest(Action<CachingOptions>? configure = null, FakeChatClient? inner = null, IDistributedCache? store = null, TestClock? time = null, ChatClientMetadata? metadata = null)
    {
        Time = time ?? new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var source = inner ?? new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(Answer()), OnStream = (_, _, _) => Stream() };
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSingleton(new CacheRandom(1)).AddLogging(logging => logging.AddProvider(Log));
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        _services = services.BuildServiceProvider();
        Client = new FakeChatClient
        {
            Metadata = metadata,
            OnResponse = (messages, options, token) =>
            {
                Interlocked.Increment(ref _calls);
                return source.GetResponseAsync(messages, options, token);
            },
            OnStream = (messages, options, token) =>
            {
                Interlocked.Increment(ref _calls);
                return source.GetStreamingResponseAsync(messages, options, token);
            },
        }.AsBuilder().UseGatewayEntry().UseGatewayCaching(options =>
        {
            options.TimeToLive = TimeSpan.FromMinutes(10);
            options.Shared = store is not null;
            configure?.Invoke(options);
        }).Build(_services);
    }

    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public TestClock Time { get; }

    public RecordingLogger Log { get; } = new();

    public IChatClient Client { get; }

    public IGatewayCache Cache => Client.GetRequiredService<IGatewayCache>();

    public static UsageDetails Usage => new() { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15 };

    public static ChatResponse Answer(string text = "The answer is forty-two, and it has always been forty-two.", ChatFinishReason? finish = null) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = finish ?? ChatFinishReason.Stop,
        ResponseId = "r-1",
        ModelId = "m-1",
        Usage = Usage,
    };

    public static IAsyncEnumerable<ChatResponseUpdate> Stream(ChatResponse? answer = null) => FakeChatClient.Stream((answer ?? Answer()).ToChatResponseUpdates());

    public Task<ChatResponse> AskAsync(bool streamed, string text = "Hi", ChatOptions? options = null) => AskAsync(streamed, [new(ChatRole.User, text)], options);

    public async Task<ChatResponse> AskAsync(bool streamed, IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default) =>
        streamed ? await Client.GetStreamingResponseAsync(messages, options, token).ToChatResponseAsync(token) : await Client.GetResponseAsync(messages, options, token);

    public async Task<CacheStatus> StatusAsync(bool streamed, string text = "Hi", ChatOptions? options = null) =>
        (await AskAsync(streamed, text, options)).GetGatewayResult().Cache.Status;

    public void Dispose()
    {
        Client.Dispose();
        _services.Dispose();
    }
}
