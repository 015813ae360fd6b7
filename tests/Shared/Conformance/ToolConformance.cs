using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Tools: what the model calls, and what goes back to it.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
public sealed class ToolConformance(WireAdapter adapter) : WireTest(adapter)
{
    [Test]
    public async Task GetResponseAsync_ToolCalls_CarryTheirArguments([Values] bool streamed, [Values(1, 2, 5)] int calls)
    {
        Server.Script.Enqueue(WireReply.Tools([.. Enumerable.Range(0, calls).Select(i => new WireToolCall($"call_{i}", "weather", "{\"ci", "ty\":\"Kö", $"ln {i}\"", ",\"days\":3}"))]));
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        var contents = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.That(contents.Select(call => call.CallId), Is.Unique);
        Assert.That(contents.Select(call => $"{call.Name} {call.Arguments!["city"]} {call.Arguments["days"]}"), Is.EqualTo(Enumerable.Range(0, calls).Select(i => $"weather Köln {i} 3")));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldHaveAttempts(1);
    }

    [Test]
    public async Task GetResponseAsync_Tools_AreSentWithTheirSchemas([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        var (name, schema) = Adapter.Reading.Tools(Server.Requests.Single().Body!).Single();
        Assert.That((name, string.Join(',', schema!["properties"]!.AsObject().Select(property => property.Key))), Is.EqualTo(("weather", "city,days")));
    }

    [Test]
    public async Task GetResponseAsync_ToolResults_GoBackToTheirCalls([Values] bool streamed, [Values(1, 2)] int calls)
    {
        Server.Script.Enqueue(
            WireReply.Tools([.. Enumerable.Range(0, calls).Select(i => new WireToolCall($"call_{i}", "weather", $"{{\"city\":\"Köln {i}\",", "\"days\":1}"))]),
            WireReply.Text("Sunny."));
        await using var gateway = Alone();
        using var agent = new ChatClientBuilder(gateway.Client).UseFunctionInvocation().Build();
        var response = await agent.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        Assert.That(response.Text, Is.EqualTo("Sunny."));
        var turn = Server.Requests[1].Body!;
        Assert.That(Adapter.Reading.Roles(turn).Distinct(), Is.EqualTo(new[] { "user", "assistant", "tool" }));
        var sent = Adapter.Reading.Calls(turn).ToList();
        var results = Adapter.Reading.Results(turn).ToList();
        Assert.That(sent.Select(call => $"{call.Name} {call.Arguments!["city"]}"), Is.EqualTo(Enumerable.Range(0, calls).Select(i => $"weather Köln {i}")));
        Assert.That(results.Select(result => result.Id), Is.EqualTo(sent.Select(call => call.Id)));
        Assert.That(results.Select(result => (string?)JsonNode.Parse(result.Text!)), Is.EqualTo(Enumerable.Range(0, calls).Select(i => $"18 degrees in Köln {i}")));
    }

    [Test]
    public async Task GetResponseAsync_TextBeforeACall_IsKept([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text("Let me ", "look.") with { ToolCalls = [new WireToolCall("call_1", "weather", "{\"city\":\"Köln\",\"days\":1}")] });
        await using var gateway = Alone();
        var response = await gateway.Client.AskAsync(streamed, new ChatOptions { Tools = [Weather()] });
        Assert.That((response.Text, response.FinishReason), Is.EqualTo(("Let me look.", (ChatFinishReason?)ChatFinishReason.ToolCalls)));
        Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Count(), Is.EqualTo(1));
    }

    private static AIFunction Weather() => AIFunctionFactory.Create(
        (string city, int days) => $"18 degrees in {city}", new AIFunctionFactoryOptions { Name = "weather", Description = "Tells the weather." });
}
