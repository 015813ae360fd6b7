using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>Plain calls and streams through the bare client, a rival and the gateway, in one run.</summary>
[MemoryDiagnoser]
public abstract class ChatClientBenchmarks
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hi")];
    private readonly ChatOptions _options = new() { Temperature = 0.5f };
    private ServiceProvider _services = null!;
    private IChatClient _bare = null!;
    private IChatClient _rival = null!;
    private IChatClient _gateway = null!;

    /// <summary>Whether the source yields before each update, or completes synchronously.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    /// <summary>The updates of a stream: what one more costs is the difference.</summary>
    [Params(100, 1000)]
    public int Updates { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = Bare();
        _rival = CreateRival(Bare);
        _services = CreateGateway(Bare);
        _gateway = _services.GetRequiredService<IChatClient>();
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    [Benchmark]
    public Task<ChatResponse> Plain_Bare() => _bare.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Rival() => _rival.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Gateway() => _gateway.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<int> Stream_Bare() => Read(_bare);

    [Benchmark]
    public Task<int> Stream_Rival() => Read(_rival);

    [Benchmark]
    public Task<int> Stream_Gateway() => Read(_gateway);

    protected abstract IChatClient CreateRival(Func<IChatClient> bare);

    protected abstract ServiceProvider CreateGateway(Func<IChatClient> bare);

    private InstantChatClient Bare() => new(Updates, Yields);

    private async Task<int> Read(IChatClient client)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(_messages, _options))
        {
            count++;
        }

        return count;
    }
}
