using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class AnthropicUsageTests
{
    private const string Settings = "\"Type\": \"Anthropic\", \"ApiKey\": \"k\"";

    private const string Usage = """
        {"input_tokens":100,"cache_creation_input_tokens":50,"cache_read_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":30},"output_tokens":OUT,"service_tier":"priority","inference_geo":"us","speed":"fast","server_tool_use":{"web_search_requests":2,"web_fetch_requests":0}}
        """;

    private static string Start => $$$"""
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"usage":{{{Usage.Replace("OUT", "1", StringComparison.Ordinal)}}}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a longer answer than one token"}}


        """;

    private static string Plain => $$$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn","usage":{{{Usage.Replace("OUT", "40", StringComparison.Ordinal)}}}}
        """;

    private static string End => """
        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":100,"cache_creation_input_tokens":50,"cache_read_input_tokens":30,"output_tokens":40,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":0}}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    [Test]
    public async Task Usage_OfAnAnswer_HasWhatTheBillDependsOn([Values] bool streamed)
    {
        await using var host = new ProviderHost(
            builder => builder.AddAnthropic(), Settings, streamed ? new StubHttp(Start + End, AnthropicWire.EventStream) : new StubHttp(Plain));
        var response = await host.AskAsync(streamed);
        var usage = (ProviderUsageDetails)response.GetGatewayResult().Attempts.Single().Usage!;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount), Is.EqualTo((180, 40, 30)));
        Assert.That((usage.CacheWriteTokenCount, usage.CacheWrite1hTokenCount, usage.WebSearchCount), Is.EqualTo((50, 30, 2)));
        Assert.That((usage.ServiceTier, usage.Region, usage.Speed), Is.EqualTo(("priority", "us", "fast")));
    }

    [Test]
    public async Task Usage_OfAStreamThatBreaksOff_HasThePromptAsItWasReported()
    {
        await using var host = new ProviderHost(builder => builder.AddAnthropic(), Settings, new StubHttp(Start, AnthropicWire.EventStream));
        var attempt = await host.FailAsync(streamed: true);
        Assert.That((attempt.Usage!.InputTokenCount, attempt.UsageStatus is UsageStatus.Exact), Is.EqualTo((180, false)));
        Assert.That(attempt.EstimatedUsage!.OutputTokenCount, Is.GreaterThan(5), "not the one token that the start reports");
    }
}
