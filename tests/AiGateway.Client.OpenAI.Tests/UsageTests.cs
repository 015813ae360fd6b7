using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class UsageTests : WireTest
{
    private static readonly WireUsage Cached = new(1000, 200) { CacheRead = 300, CacheWrite5m = 400, Reasoning = 150 };

    [Test]
    public async Task Usage_WithCacheWrites_IsSplitIntoItsBuckets([Values] bool streamed, [Values] OpenAIApi api)
    {
        var sink = new MemoryUsageSink();
        await using var gateway = WireGateway.Over(
            Server, new Dictionary<string, string?> { ["Api"] = api.ToString() }, (_, builder) => builder.AddUsageSink(sink).Configure(options =>
                options.Prices["gpt-main"] = new() { Input = 1, CacheRead = 0.1m, CacheWrite = 2, Output = 10 }));
        Server.Default = WireReply.Text("Hello") with { Usage = Cached };
        var response = await (streamed ? gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Hi"));
        Assert.That(sink.Records.Single().Usage, Is.EqualTo(new TokenUsage { Input = 300, CacheRead = 300, CacheWrite = 400, Output = 50, Reasoning = 150, Requests = 1 }));
        Assert.That((response.GetGatewayResult().Cost, response.GetGatewayResult().UsageStatus), Is.EqualTo((0.00313m, UsageStatus.Exact)));
    }
}
