using System.Collections.Frozen;
using AiGateway.Client.Caching;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Benchmarks;

/// <summary>The key, a hit and a miss on a conversation of ten messages of 400 characters, beside the caching client of Microsoft.Extensions.AI over a store that costs nothing.</summary>
[MemoryDiagnoser]
public class CachingBenchmarks
{
    // More questions than the smallest cache holds: each is forgotten before its turn comes again.
    private const int Questions = 2048;
    private const int SmallestCache = 1 << 20;

    private readonly ChatOptions _options = new() { Temperature = 0.5f };
    private readonly KeyFacts _facts = new(CachePartition.Parse("Tenant")!, FrozenDictionary<string, string>.Empty);
    private readonly ChatMessage[][] _conversations = new ChatMessage[Questions][];
    private IChatClient _bare = null!;
    private IChatClient _gateway = null!;
    private IChatClient _forgetful = null!;
    private KeyedCachingChatClient _stock = null!;
    private KeyedCachingChatClient _stockForgetful = null!;
    private int _next;

    [GlobalSetup]
    public async Task Setup()
    {
        var earlier = Enumerable.Range(0, 9).Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, Text(i))).ToArray();
        for (var i = 0; i < Questions; i++)
        {
            _conversations[i] = [.. earlier, new ChatMessage(ChatRole.User, Text(100_000 + i))];
        }

        _bare = new AnswerChatClient(Text(0));
        _gateway = _bare.AsBuilder().UseGatewayCaching(options => options.TimeToLive = TimeSpan.FromDays(1)).Build();
        _forgetful = _bare.AsBuilder().UseGatewayCaching(options => (options.TimeToLive, options.MaxBytes) = (TimeSpan.FromDays(1), SmallestCache)).Build();
        _stock = new KeyedCachingChatClient(_bare, new InstantStore(keeps: true));
        _stockForgetful = new KeyedCachingChatClient(_bare, new InstantStore(keeps: false));
        await Hit_Gateway();
        await Hit_Stock();
    }

    [Benchmark]
    public int Key_Gateway()
    {
        using var key = CacheKey.Create(_facts, null, _conversations[0], _options);
        return key.Bytes.Length;
    }

    [Benchmark]
    public string Key_Stock() => _stock.KeyOf(_conversations[0], _options);

    [Benchmark]
    public Task<ChatResponse> Hit_Gateway() => _gateway.GetResponseAsync(_conversations[0], _options);

    [Benchmark]
    public Task<ChatResponse> Hit_Stock() => _stock.GetResponseAsync(_conversations[0], _options);

    [Benchmark]
    public Task<ChatResponse> Miss_Bare() => _bare.GetResponseAsync(Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Miss_Gateway() => _forgetful.GetResponseAsync(Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Miss_Stock() => _stockForgetful.GetResponseAsync(Next(), _options);

    [Benchmark]
    public Task<int> StreamedHit_Gateway() => Read(_gateway);

    [Benchmark]
    public Task<int> StreamedHit_Stock() => Read(_stock);

    private static string Text(int seed) => string.Concat(Enumerable.Range(0, 50).Select(i => $"{(seed * 31 + i * 7919) % 9_999_999:D7} "));

    private ChatMessage[] Next() => _conversations[_next++ & (Questions - 1)];

    private async Task<int> Read(IChatClient client)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(_conversations[0], _options))
        {
            count++;
        }

        return count;
    }
}
