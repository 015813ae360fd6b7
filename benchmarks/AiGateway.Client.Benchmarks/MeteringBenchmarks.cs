using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>Metering alone: usage into buckets, buckets into money, and what an estimate costs where usage is missing.</summary>
[MemoryDiagnoser]
public class MeteringBenchmarks
{
    private readonly ProviderUsageDetails _usage = new()
    {
        InputTokenCount = 12_000,
        OutputTokenCount = 800,
        TotalTokenCount = 12_800,
        CachedInputTokenCount = 9000,
        CacheWriteTokenCount = 2000,
        ReasoningTokenCount = 500,
        ServiceTier = "default",
        AdditionalCounts = new() { ["InputTokenDetails.AudioTokenCount"] = 0 },
    };

    private readonly ChatMessage[] _short = [new(ChatRole.User, "What is a gateway?")];
    private readonly ChatMessage[] _long = [new(ChatRole.User, string.Concat(Enumerable.Repeat("The gateway embeds the pattern in every application. ", 2000)))];
    private readonly CalibratedTokenEstimator _estimator = new();
    private readonly UsageProfile _profile = new() { Vendor = "openai" };
    private readonly TokenizerKey _key = new("openai", "gpt-5.4");
    private readonly PriceKey _priceKey = new("gpt-5.4-2026-03-05", "openai", "openai");
    private ServiceProvider _services = null!;
    private IPriceBook _book = null!;
    private ModelPrice _price = null!;
    private TokenUsage _buckets;

    [GlobalSetup]
    public void Setup()
    {
        _services = new ServiceCollection().AddAiGateway(_ => { }).Services.BuildServiceProvider();
        _book = _services.GetRequiredService<IPriceBook>();
        _price = _book.Find(_priceKey)!;
        _buckets = UsageNormalizer.Normalize(_usage, _profile);
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    /// <summary>What an application would write by hand for input and output alone.</summary>
    [Benchmark(Baseline = true)]
    public decimal ByHand_TwoRates() => ((_usage.InputTokenCount!.Value * 2.5m) + (_usage.OutputTokenCount!.Value * 15m)) / 1_000_000m;

    [Benchmark]
    public TokenUsage Normalize() => UsageNormalizer.Normalize(_usage, _profile);

    [Benchmark]
    public decimal Price() => _price.Price(_buckets, new PriceTerms("default", "eu"));

    [Benchmark]
    public decimal NormalizeAndPrice() => _price.Price(UsageNormalizer.Normalize(_usage, _profile), new PriceTerms("default", "eu"));

    /// <summary>Once per target, model and change of prices; then it is remembered.</summary>
    [Benchmark]
    public ModelPrice? FindPrice() => _book.Find(_priceKey);

    [Benchmark]
    public long Estimate_Short() => _estimator.Estimate(_key, _short);

    [Benchmark]
    public long Estimate_106kB() => _estimator.Estimate(_key, _long);
}
