using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>A gateway with an embedder, whose provider repeats the question.</summary>
internal sealed class SemanticGateway : IAsyncDisposable
{
    public const string Question = "What is the capital of France?";
    public const string Paraphrase = "What's the capital of France?";

    private readonly TestGateway _gateway;
    private int _calls;

    /// <summary>Makes a gateway.</summary>
    /// <param name="semantic">The section of the semantic cache.</param>
    /// <param name="caching">More of the section of the cache, with a comma at its end.</param>
    /// <param name="section">More of the gateway's section, with a comma at its end.</param>
    /// <param name="store">The shared tier.</param>
    /// <param name="verifier">The verifier.</param>
    /// <param name="embedder">The embedder.</param>
    public SemanticGateway(
        string semantic = """ "Threshold": 0.9 """, string caching = "", string section = "", IDistributedCache? store = null, ISemanticCacheVerifier? verifier = null, FakeEmbedder? embedder = null)
    {
        Embedder = embedder ?? new FakeEmbedder();
        _gateway = new TestGateway(Json(semantic, caching, section), builder =>
        {
            builder.AddDecorator(GatewayStage.Attempt, (_, _) => Echo());
            builder.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(Embedder);
            if (store is not null)
            {
                builder.Services.AddSingleton(store);
            }

            if (verifier is not null)
            {
                builder.Services.AddSingleton(verifier);
            }
        });
    }

    public FakeEmbedder Embedder { get; }

    /// <summary>Gets how often the provider was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public TestGateway Gateway => _gateway;

    public TestClock Time => _gateway.Time;

    public SemanticCache Cache => _gateway.Services.GetRequiredService<SemanticCache>();

    public static string Json(string semantic, string caching = "", string section = "") => """
        { "AiGateway": { SECTION
            "Caching": { CACHING "TimeToLive": "01:00:00", "Semantic": { SEMANTIC } },
            "Prices": { "m": { "Input": 100, "Output": 100 } },
            "Providers": { "p": { "Type": "Simulated" } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
        """.Replace("SEMANTIC", semantic).Replace("CACHING", caching).Replace("SECTION", section);

    public Task<ChatResponse> AskAsync(bool streamed, string question, ChatOptions? options = null, CancellationToken token = default) =>
        AskAsync(streamed, [new ChatMessage(ChatRole.User, question)], options, token);

    public async Task<ChatResponse> AskAsync(bool streamed, IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default) => streamed
        ? await _gateway.Client.GetStreamingResponseAsync(messages, options, token).ToChatResponseAsync(token)
        : await _gateway.Client.GetResponseAsync(messages, options, token);

    public async Task<CacheStatus> StatusAsync(bool streamed, string question, ChatOptions? options = null) => (await AskAsync(streamed, question, options)).GetGatewayResult().Cache.Status;

    public static GatewayChatOptions Tenant(string tenant) => new() { Caller = new GatewayCaller { Tenant = tenant } };

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private FakeChatClient Echo() => new()
    {
        OnResponse = (messages, _, _) => Task.FromResult(Answer(messages)),
        OnStream = (messages, _, _) => FakeChatClient.Stream(Answer(messages).ToChatResponseUpdates()),
    };

    private ChatResponse Answer(IEnumerable<ChatMessage> messages)
    {
        Interlocked.Increment(ref _calls);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"Asked: {messages.Last().Text}"))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20, TotalTokenCount = 120 },
        };
    }
}
