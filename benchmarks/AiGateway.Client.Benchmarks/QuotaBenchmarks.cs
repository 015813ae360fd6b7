using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>What limits cost: the store alone, and a call under budgets of three levels and two rate limits beside the same call without them.</summary>
[MemoryDiagnoser]
public class QuotaBenchmarks
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hi")];
    private readonly GatewayChatOptions _options = new() { Caller = new GatewayCaller { Tenant = "acme", Application = "helpdesk" } };
    private ServiceProvider _services = null!;
    private ServiceProvider _limitedServices = null!;
    private IQuotaStore _store = null!;
    private QuotaLease _lease = null!;
    private IChatClient _bare = null!;
    private IChatClient _limited = null!;
    private IChatClient _gateway = null!;
    private IChatClient _limitedGateway = null!;

    [GlobalSetup]
    public void Setup()
    {
        _bare = new InstantChatClient(100, yields: false);
        _services = CreateGateway(limits: false);
        _limitedServices = CreateGateway(limits: true);
        _gateway = _services.GetRequiredService<IChatClient>();
        _limitedGateway = _limitedServices.GetRequiredService<IChatClient>();
        _limited = _bare.AsBuilder().UseRateLimits(AddRateLimits).UseBudgets(AddBudgets).Build(_limitedServices);
        _store = _limitedServices.GetRequiredService<IQuotaStore>();
        _lease = new QuotaLease(Level("user", "u-17"), Level("app", "helpdesk"), Level("tenant", "acme"));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _services.Dispose();
        _limitedServices.Dispose();
    }

    [Benchmark]
    public async ValueTask<bool> Store_ReserveAndSettleThreeLevels()
    {
        var reserved = await _store.ReserveAsync(_lease, Lifetime);
        return await _store.SettleAsync(_lease, new QuotaAmounts(1, 100, 1_000_000)) && reserved.Granted;
    }

    [Benchmark]
    public Task<ChatResponse> Plain_Bare() => _bare.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_BareWithLimits() => _limited.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_Gateway() => _gateway.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> Plain_GatewayWithLimits() => _limitedGateway.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<int> Stream_Gateway() => Read(_gateway);

    [Benchmark]
    public Task<int> Stream_GatewayWithLimits() => Read(_limitedGateway);

    private static QuotaCharge Level(string name, string partition) =>
        new(new QuotaRule(name, name, LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month), long.MaxValue), partition, 1_000_000);

    private static void AddRateLimits(IDictionary<string, RateLimiting.RateLimitOptions> limits)
    {
        limits["per-tenant"] = new() { PartitionBy = "Tenant", Requests = 1_000_000_000_000 };
        limits["tokens"] = new() { PartitionBy = "App", Tokens = 1_000_000_000_000 };
    }

    private static void AddBudgets(IDictionary<string, Budgets.BudgetOptions> budgets)
    {
        budgets["app"] = new() { PartitionBy = "App", Amount = 1_000_000_000 };
        budgets["tenant"] = new() { PartitionBy = "Tenant", Amount = 1_000_000_000 };
        budgets["all"] = new() { Amount = 1_000_000_000 };
    }

    private static ServiceProvider CreateGateway(bool limits) => new ServiceCollection().AddAiGateway(options =>
    {
        options.Providers["bare"] = new() { Type = "Bare" };
        options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "bare", Model = "m" } } };
        if (limits)
        {
            AddRateLimits(options.RateLimits);
            AddBudgets(options.Budgets);
        }
    }).AddProvider("Bare", (_, _) => new InstantChatClient(100, yields: false)).Services.BuildServiceProvider();

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
