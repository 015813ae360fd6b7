using Microsoft.Extensions.AI;

namespace AiGateway.Client.Wire.Tests;

/// <summary>What the vendors' own clients read from the server is what the reply says.</summary>
[TestFixtureSource(typeof(Sdk), nameof(Sdk.Apis))]
public sealed class SdkTests(WireApi api)
{
    private WireServer _server = null!;
    private HttpClient _http = null!;
    private IChatClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await WireServer.StartAsync();
        _server.RequireKey = api is WireApi.Ollama ? null : Sdk.Key;
        _http = Sdk.Http(_server);
        _client = Sdk.Connect(_server, api, _http);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Reply_OfText_ArrivesWhole([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("Grüße, ", "\"Welt\"", "\n", "👋🏽") with { Model = "model-a-2026", ResponseId = "id-1" });
        var response = await _client.Ask(streamed);
        Assert.That(response.Text, Is.EqualTo("Grüße, \"Welt\"\n👋🏽"));
        Assert.That(response.ModelId, Is.EqualTo("model-a-2026"));
        Assert.That(response.ResponseId, api is WireApi.Ollama ? Is.Not.EqualTo("id-1") : Is.EqualTo("id-1"));
        Assert.That(response.FinishReason, Is.EqualTo(IsResponses && !streamed ? (ChatFinishReason?)null : ChatFinishReason.Stop));
        Assert.That((response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount), Is.EqualTo((10, 5, 15)));
        var request = _server.Requests.Single();
        Assert.That((request.Api, request.Streamed, request.Model, request.ApiKey), Is.EqualTo((api, streamed, Sdk.Model, api is WireApi.Ollama ? null : Sdk.Key)));
        Assert.That(await request.Ended, Is.EqualTo(WireEnding.Completed));
    }

    [Test]
    public async Task Reply_Streamed_GivesEveryChunkAsAnUpdate()
    {
        _server.Script.Enqueue(WireReply.Text("one", "two", "three"));
        var texts = await _client.GetStreamingResponseAsync("Hi").Select(update => update.Text).Where(text => text.Length > 0).ToListAsync();
        Assert.That(texts, Is.EqualTo(new[] { "one", "two", "three" }));
    }

    [Test]
    public async Task Reply_OfToolCalls_GivesNamesAndArguments([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Tools(
            new WireToolCall("call_1", "weather", "{\"ci", "ty\":\"Kö", "ln\",\"days\":3}"), new WireToolCall("call_2", "time", "{}")));
        var response = await _client.Ask(streamed, new ChatOptions { Tools = [Tool("weather"), Tool("time")] });
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.That(calls.Select(call => call.Name), Is.EqualTo(new[] { "weather", "time" }));
        Assert.That(calls[0].Arguments!.Select(pair => $"{pair.Key}={pair.Value}"), Is.EqualTo(new[] { "city=Köln", "days=3" }));
        Assert.That(calls[1].Arguments, Is.Null.Or.Empty);
        if (api is not WireApi.Ollama)
        {
            Assert.That(calls.Select(call => call.CallId), Is.EqualTo(new[] { "call_1", "call_2" }));
        }

        Assert.That(_server.Requests.Single().Body!["tools"]!.AsArray(), Has.Count.EqualTo(2));
        if (!IsResponses && api is not WireApi.Ollama)
        {
            Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        }
    }

    [Test]
    public async Task Reply_WithReasoning_KeepsItApartFromTheText([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("4", "2") with { ReasoningChunks = ["six ", "times ", "seven"] });
        var response = await _client.Ask(streamed);
        Assert.That(response.Text, Is.EqualTo("42"));
        Assert.That(string.Concat(response.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(part => part.Text)), Is.EqualTo("six times seven"));
    }

    [Test]
    public async Task Reply_CutAtTheLimit_FinishesWithLength([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("Once upon") with { Finish = WireFinish.Length });
        Assert.That((await _client.Ask(streamed)).FinishReason, IsLostOr(ChatFinishReason.Length, streamed));
    }

    [Test]
    public async Task Reply_Filtered_SaysSo([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text() with { Finish = WireFinish.ContentFilter });
        Assert.That((await _client.Ask(streamed)).FinishReason, api is WireApi.Ollama ? Is.EqualTo(ChatFinishReason.Stop) : IsLostOr(ChatFinishReason.ContentFilter, streamed));
    }

    [Test]
    public async Task Reply_WithCachedAndReasoningTokens_ReportsThem([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("Hi") with { Usage = new WireUsage(1000, 50) { CacheRead = 600, Reasoning = 30 } });
        var usage = (await _client.Ask(streamed)).Usage!;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount), Is.EqualTo((1000, 50, 1050)));
        Assert.That((usage.CachedInputTokenCount, usage.ReasoningTokenCount), Is.EqualTo(api is WireApi.Ollama ? ((long?)null, (long?)null) : (600, 30)));
    }

    [Test]
    public async Task Reply_WithCacheWrites_ReportsThemWhereTheVendorDoes([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("Hi") with { Usage = new WireUsage(1000, 50) { CacheRead = 600, CacheWrite5m = 100, CacheWrite1h = 200 } });
        var usage = (await _client.Ask(streamed)).Usage!;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount), Is.EqualTo((1000, 50)));
        if (api is WireApi.Anthropic)
        {
            Assert.That(usage.AdditionalCounts!["CacheCreationInputTokens"], Is.EqualTo(300));
        }
    }

    [Test]
    public async Task Reply_WithoutUsage_ReportsNoTokens([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Text("Hi") with { Usage = null });
        var usage = (await _client.Ask(streamed)).Usage;
        Assert.That(usage?.TotalTokenCount ?? 0, Is.Zero);
    }

    [Test]
    public async Task Request_WithoutTheKey_IsRefused([Values] bool streamed)
    {
        _server.RequireKey = "another-key";
        Assert.That(async () => await _client.Ask(streamed), Throws.Exception);
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Request_SecondTurnWithToolResult_IsAccepted([Values] bool streamed)
    {
        _server.Script.Enqueue(WireReply.Tools(new WireToolCall("call_1", "weather", "{\"city\":\"Köln\"}")), WireReply.Text("Sunny."));
        using var agent = new ChatClientBuilder(_client).UseFunctionInvocation().Build();
        var response = await agent.Ask(streamed, new ChatOptions { Tools = [Tool("weather")] });
        Assert.That(response.Text, Is.EqualTo("Sunny."));
        Assert.That(_server.Requests[1].BodyText, Does.Contain("18 degrees in Köln").Or.Contain("18 degrees in K\\u00f6ln").Or.Contain("18 degrees in K\\u00F6ln"));
    }

    private bool IsResponses => api is WireApi.OpenAIResponses or WireApi.AzureResponses;

    // The adapter for Responses drops the reason that response.incomplete carries.
    private NUnit.Framework.Constraints.IResolveConstraint IsLostOr(ChatFinishReason reason, bool streamed) =>
        IsResponses && streamed ? Is.Null : Is.EqualTo(reason);

    private static AIFunction Tool(string name) => AIFunctionFactory.Create((string? city = null, int days = 1) => $"18 degrees in {city} for {days} day(s)", name);
}
