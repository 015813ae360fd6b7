using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>Entry and routing over one target, nothing else on: the price of having a gateway at all.</summary>
[MemoryDiagnoser]
public class RoutingBenchmarks
{
    private const int Updates = 100;

    private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hi")];
    private readonly ChatOptions _options = new() { Temperature = 0.5f };
    private ServiceProvider _services = null!;
    private IChatClient _bare = null!;
    private IChatClient _failover = null!;
    private IChatClient _gateway = null!;

    [Params(false, true)]
    public bool Yields { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = new InstantChatClient(Updates, Yields);
        _failover = new OrderedFailoverChatClient([new InstantChatClient(Updates, Yields)]);
        _services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Providers["bare"] = new() { Type = "Bare" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "bare", Model = "m" } } };
        }).AddProvider("Bare", (_, _) => new InstantChatClient(Updates, Yields)).Services.BuildServiceProvider();
        _gateway = _services.GetRequiredService<IChatClient>();
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    [Benchmark]
    public Task<ChatResponse> Plain_Bare() => _bare.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_OrderedFailover() => _failover.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Gateway() => _gateway.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<int> Stream100_Bare() => Read(_bare);

    [Benchmark]
    public Task<int> Stream100_OrderedFailover() => Read(_failover);

    [Benchmark]
    public Task<int> Stream100_Gateway() => Read(_gateway);

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
