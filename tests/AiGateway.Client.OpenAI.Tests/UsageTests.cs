using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Tests.Conformance;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

/// <summary>What the SDK's usage objects hold without a property for it.</summary>
public sealed class UsageTests() : WireTest(WireAdapters.OpenAIChat)
{
    [Test]
    public async Task Usage_WithCacheWrites_IsSplitIntoItsBuckets([Values] bool streamed, [Values] OpenAIApi api)
    {
        var sink = new MemoryUsageSink();
        await using var gateway = Alone(new() { ["Api"] = api.ToString() }, (_, builder) => builder.AddUsageSink(sink).Configure(options =>
            options.Prices[WireGateway.Model] = new() { Input = 1, CacheRead = 0.1m, CacheWrite = 2, Output = 10 }));
        Server.Default = WireReply.Text("Hello") with { Usage = new(1000, 200) { CacheRead = 300, CacheWrite5m = 400, Reasoning = 150 } };
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult();
        Assert.That(sink.Records.Single().Usage, Is.EqualTo(new TokenUsage { Input = 300, CacheRead = 300, CacheWrite = 400, Output = 50, Reasoning = 150, Requests = 1 }));
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((0.00313m, UsageStatus.Exact)));
    }

    [TestCase("openai", "gpt-5-mini", "openai", false)]
    [TestCase("Groq", "m", "groq", false)]
    [TestCase("LMStudio", "m", null, true)]
    public void GetUsageProfile_OfAPreset_NamesItsVendor(string preset, string model, string? vendor, bool free)
    {
        OpenAIProviderBase provider = preset == "openai" ? new OpenAIProvider() : new OpenAICompatibleProvider();
        ProviderOptions options = preset == "openai" ? new OpenAIProviderOptions() : new OpenAICompatibleProviderOptions { Preset = Enum.Parse<OpenAICompatiblePreset>(preset) };
        var profile = provider.GetUsageProfile(ProviderHost.Context(options), model);
        Assert.That((profile.Vendor, profile.IsFree), Is.EqualTo((vendor, free)));
    }
}
