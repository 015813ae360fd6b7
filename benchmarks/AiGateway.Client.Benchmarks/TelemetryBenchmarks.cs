using AiGateway.Client.Telemetry;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>What telemetry costs a stream of 100 updates: switched off, on with nobody listening, and listened to; beside the stock decorator.</summary>
/// <remarks>Divide by 100 for the cost of an update.</remarks>
[MemoryDiagnoser]
public class TelemetryBenchmarks : IDisposable
{
    private const int Updates = 100;

    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hi")];

    private readonly List<IDisposable> _owned = [];
    private IChatClient _bare = null!;
    private IChatClient _stock = null!;
    private IChatClient _off = null!;
    private IChatClient _on = null!;

    /// <summary>Gets or sets a value indicating whether the source lets its reader wait.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    /// <summary>Gets or sets a value indicating whether spans and metrics are listened to.</summary>
    [Params(false, true)]
    public bool Listening { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = new InstantChatClient(Updates, Yields);
        _stock = new OpenTelemetryChatClient(new InstantChatClient(Updates, Yields), sourceName: GatewayTelemetry.SourceName);
        _off = Gateway(genAI: false);
        _on = Gateway(genAI: true);
        if (Listening)
        {
            _owned.Add(new Listeners(GatewayTelemetry.SourceName));
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _owned.ForEach(static owned => owned.Dispose());
        _owned.Clear();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task<int> Bare() => ReadAsync(_bare);

    [Benchmark]
    public Task<int> StockDecorator() => ReadAsync(_stock);

    [Benchmark]
    public Task<int> GatewayWithout() => ReadAsync(_off);

    [Benchmark]
    public Task<int> Gateway() => ReadAsync(_on);

    private static async Task<int> ReadAsync(IChatClient client)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(Messages).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private IChatClient Gateway(bool genAI)
    {
        var services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Telemetry.GenAI = genAI;
            options.Providers["bare"] = new() { Type = "Bare" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "bare", Model = "m" } } };
        }).AddProvider("Bare", (_, _) => new InstantChatClient(Updates, Yields)).Services.BuildServiceProvider();
        _owned.Add(services);
        return services.GetRequiredService<IChatClient>();
    }
}
