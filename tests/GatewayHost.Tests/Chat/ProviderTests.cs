using System.Net;
using System.Text.Json.Nodes;
using AiGateway.Client.Wire;

namespace GatewayHost.Tests.Chat;

/// <summary>Whatever the provider speaks, the client is answered in OpenAI's format.</summary>
public sealed class ProviderTests
{
    private WireServer _upstream = null!;

    [SetUp]
    public async Task StartAsync() => _upstream = await WireServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _upstream.DisposeAsync();

    [Test]
    public async Task Text_OfAnyProvider_HasModelUsageAndReason(
        [Values("OpenAI", "OpenAICompatible", "AzureOpenAI", "Anthropic", "Ollama")] string type, [Values] bool streamed)
    {
        await using var host = await StartAsync(type);
        _upstream.Script.Enqueue(WireReply.Text("Hello", ", Köln") with { Model = "model-x", Usage = new WireUsage(70, 7) });
        var answer = await host.AskAsync(streamed, """ "stream_options": { "include_usage": true }, "max_tokens": 99 """);
        Assert.That((answer.Status, answer.Text), Is.EqualTo((HttpStatusCode.OK, "Hello, Köln")));
        var parts = streamed ? answer.Chunks : [answer.Json];
        Assert.That(parts.Select(part => part["model"]!.GetValue<string>()), Is.All.EqualTo("model-x"));
        Assert.That(parts.Select(part => part["id"]!.GetValue<string>()).Distinct().Single(), Is.Not.Empty);
        Assert.That(parts.Select(part => part["created"]!.GetValue<long>()).Distinct().Single(), Is.Positive);
        Assert.That(Reasons(parts), Is.EqualTo(new[] { "stop" }));
        Assert.That(parts[^1]["usage"]!.ToJsonString(), Does.StartWith("""{"prompt_tokens":70,"completion_tokens":7,"total_tokens":77"""));
        Assert.That(answer.MediaType == "text/event-stream" && answer.IsDone, Is.EqualTo(streamed));
    }

    [Test]
    public async Task ToolCalls_OfAnyProvider_AreWhole(
        [Values("OpenAI", "OpenAICompatible", "AzureOpenAI", "Anthropic", "Ollama")] string type, [Values] bool streamed)
    {
        await using var host = await StartAsync(type);
        _upstream.Script.Enqueue(WireReply.Tools(new WireToolCall("call_1", "weather", "{\"ci", "ty\":\"Bonn\"}"), new WireToolCall("call_2", "weather", "{\"city\":\"Ulm\"}")));
        var answer = await host.AskAsync(streamed, """ "tools": [{ "type": "function", "function": { "name": "weather" } }] """);
        var parts = streamed ? answer.Chunks : [answer.Json];
        var calls = parts.SelectMany(part => (part["choices"]![0]![streamed ? "delta" : "message"]!["tool_calls"] as JsonArray) ?? []).ToList();
        Assert.That(calls.Select(call => call!["function"]!["name"]!.GetValue<string>()), Is.EqualTo(new[] { "weather", "weather" }));
        Assert.That(calls.Select(call => JsonNode.Parse(call!["function"]!["arguments"]!.GetValue<string>())!["city"]!.GetValue<string>()), Is.EqualTo(new[] { "Bonn", "Ulm" }));
        Assert.That(calls.Select(call => call!["id"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(2));
        Assert.That(Reasons(parts), Is.EqualTo(new[] { "tool_calls" }));
    }

    private static IEnumerable<string> Reasons(IEnumerable<JsonNode> parts) =>
        parts.SelectMany(part => part["choices"]!.AsArray()).Select(choice => choice!["finish_reason"]?.GetValue<string>()).OfType<string>();

    private Task<TestHost> StartAsync(string type)
    {
        var endpoint = type switch
        {
            "OpenAI" or "OpenAICompatible" => _upstream.OpenAIEndpoint,
            "AzureOpenAI" => _upstream.AzureEndpoint,
            _ => _upstream.BaseAddress,
        };
        return TestHost.StartAsync($$"""
            {
              "Providers": { "wire": { "Type": "{{type}}", "Endpoint": "{{endpoint}}" {{(type == "Ollama" ? "" : ", \"ApiKey\": \"loopback\"")}} } },
              "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Targets": { "main": { "Provider": "wire", "Model": "model-a" } } } }
            }
            """);
    }
}
