using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;
using AiGateway.Client.Telemetry;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Benchmarks;

/// <summary>
/// Every stage at once over a conversation of 1 KiB: policies, redaction, cache, two rate limits, a budget of three levels, routing over three targets with health, metering, audit.
/// Beside it the bare client, Microsoft's decorators for the same, which do less, and a pipeline by hand with Polly, which does least.
/// </summary>
[MemoryDiagnoser]
public class FullPipelineBenchmarks : IDisposable
{
    private const int Updates = 100;
    private const string StockSource = "stock";

    private readonly GatewayChatOptions _options = new()
    {
        MaxOutputTokens = 500,
        Caller = new GatewayCaller { Tenant = "acme", User = "u-17", Application = "helpdesk" },
    };

    private readonly GatewayChatOptions _toolOptions = new()
    {
        MaxOutputTokens = 500,
        Caller = new GatewayCaller { Tenant = "acme", User = "u-17", Application = "helpdesk" },
        Tools = [AIFunctionFactory.Create((string order) => order, "look_up", "Looks an order up.")],
    };

    private readonly Conversations _texts = new(tools: false);
    private readonly Conversations _calls = new(tools: true);
    private readonly List<IDisposable> _owned = [];
    private IChatClient _bare = null!;
    private IChatClient _polly = null!;
    private IChatClient _stock = null!;
    private IChatClient _stockHits = null!;
    private IChatClient _gateway = null!;

    /// <summary>Gets or sets a value indicating whether spans and metrics are listened to.</summary>
    [Params(false, true)]
    public bool Listening { get; set; }

    /// <summary>Gets or sets a value indicating whether the source lets the reader of a stream wait.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        if (Listening) _owned.Add(new Listeners(GatewayTelemetry.SourceName, StockSource));
        _bare = Bare();
        _polly = new PollyChatClient(Bare());
        _stock = Stock(keeps: false);
        _stockHits = Stock(keeps: true);
        _gateway = Gateway();
        await Hit_Gateway();
        await Hit_Stock();
        await WarmUpAsync();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _owned.ForEach(static owned => owned.Dispose());
        _owned.Clear();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Plain_Bare() => _bare.GetResponseAsync(_texts.Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Polly() => _polly.GetResponseAsync(_texts.Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Stock() => _stock.GetResponseAsync(_texts.Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Gateway() => _gateway.GetResponseAsync(_texts.Next(), _options);

    [Benchmark]
    public Task<ChatResponse> Tools_Stock() => _stock.GetResponseAsync(_calls.Next(), _toolOptions);

    [Benchmark]
    public Task<ChatResponse> Tools_Gateway() => _gateway.GetResponseAsync(_calls.Next(), _toolOptions);

    [Benchmark]
    public Task<ChatResponse> Hit_Stock() => _stockHits.GetResponseAsync(_texts.First, _options);

    [Benchmark]
    public Task<ChatResponse> Hit_Gateway() => _gateway.GetResponseAsync(_texts.First, _options);

    [Benchmark]
    public Task<int> Stream_Bare() => ReadAsync(_bare);

    [Benchmark]
    public Task<int> Stream_Polly() => ReadAsync(_polly);

    [Benchmark]
    public Task<int> Stream_Stock() => ReadAsync(_stock);

    [Benchmark]
    public Task<int> Stream_Gateway() => ReadAsync(_gateway);

    // Compilation in tiers goes on for tens of thousands of calls. In a short run within one process the first benchmark would pay for what all of them run.
    private async Task WarmUpAsync()
    {
        for (var i = 0; i < 30_000; i++)
        {
            await Plain_Gateway();
            await Plain_Stock();
        }

        for (var i = 0; i < 10_000; i++)
        {
            await Tools_Gateway();
            await Tools_Stock();
            await Hit_Gateway();
            await Hit_Stock();
            await Stream_Gateway();
            await Stream_Stock();
        }
    }

    private InstantChatClient Bare() => new(Updates, Yields, new UsageDetails { InputTokenCount = 260, OutputTokenCount = 100, TotalTokenCount = 360 });

    private async Task<int> ReadAsync(IChatClient client)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(_texts.Next(), _options))
        {
            count++;
        }

        return count;
    }

    private IChatClient Stock(bool keeps) => new ChatClientBuilder(new OrderedFailoverChatClient([Bare(), Bare(), Bare()]))
        .UseLogging(NullLoggerFactory.Instance).UseDistributedCache(new InstantStore(keeps)).UseOpenTelemetry(sourceName: StockSource).Build();

    private IChatClient Gateway()
    {
        var services = new ServiceCollection().AddAiGateway(Configure).AddProvider("Bare", (_, _) => Bare()).AddAuditSink(new NullAuditSink()).Services.BuildServiceProvider();
        _owned.Add(services);
        return services.GetRequiredService<IChatClient>();
    }

    private static void Configure(AiGatewayOptions options)
    {
        options.Providers["bare"] = new() { Type = "Bare" };
        options.Routes["chat"] = new()
        {
            Targets =
            {
                ["main"] = new() { Provider = "bare", Model = "m" },
                ["second"] = new() { Provider = "bare", Model = "m", Priority = 1 },
                ["third"] = new() { Provider = "bare", Model = "m", Priority = 2 },
            },
        };
        options.Prices["m"] = new() { Input = 2.5m, Output = 15m };
        options.Redaction.Key = "a key for benchmarks, of no use elsewhere";
        options.Caching.TimeToLive = TimeSpan.FromDays(1);
        options.Caching.MaxBytes = Conversations.SmallestCache;
        options.RateLimits["requests"] = new() { PartitionBy = "User", Requests = long.MaxValue / 4 };
        options.RateLimits["tokens"] = new() { PartitionBy = "App", Tokens = long.MaxValue / 4 };
        options.Budgets["user"] = new() { PartitionBy = "User", Amount = 1_000_000_000 };
        options.Budgets["tenant"] = new() { PartitionBy = "Tenant", Amount = 1_000_000_000 };
        options.Budgets["all"] = new() { Amount = 1_000_000_000 };
        AddPolicies(options.Governance);
    }

    private static void AddPolicies(GovernanceOptions options)
    {
        options.Add("SizeLimits", new SizeLimitsPolicyOptions());
        options.Add("InvisibleUnicode", new InvisibleUnicodePolicyOptions { Responses = false });
        options.Add("RoleMarkers", new RoleMarkersPolicyOptions());
        options.Add("PromptInjection", new PromptInjectionPolicyOptions());
        options.Add("OutputTokens", new OutputTokensPolicyOptions { Max = 1000 });
    }
}
