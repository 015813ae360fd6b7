using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Tools get real values, or what their policy says; what they return is redacted again.</summary>
public sealed class ToolTests
{
    private static readonly string Awkward = "O\"Neil \\ \n 😀 Q";

    [Test]
    public async Task Call_AroundFunctionInvocation_ToolGetsTheValueAndTheProviderDoesNot([Values] bool streamed)
    {
        var turns = new List<IReadOnlyList<ChatMessage>>();
        var test = new RedactionTest(messages =>
        {
            turns.Add([.. messages]);
            return messages[^1].Role == ChatRole.Tool
                ? [RedactionTest.Text($"Done: {((FunctionResultContent)messages[^1].Contents[0]).Result}"), FakeChatClient.Finish()]
                : [new(ChatRole.Assistant, [Call("send", messages[0].Text)]), new() { FinishReason = ChatFinishReason.ToolCalls }];
        });
        string? got = null;
        var tool = AIFunctionFactory.Create((string to) => { got = to; return $"sent to {to} and bob@example.net"; }, "send");
        var client = new ChatClientBuilder(test.Client).UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [tool] };
        var text = streamed
            ? (await client.GetStreamingResponseAsync(RedactionTest.Email, options).ToChatResponseAsync()).Text
            : (await client.GetResponseAsync(RedactionTest.Email, options)).Text;
        Assert.That(got, Is.EqualTo(RedactionTest.Email));
        Assert.That(text, Is.EqualTo($"Done: sent to {RedactionTest.Email} and bob@example.net"));
        Assert.That(turns, Has.Count.EqualTo(2));
        var call = (FunctionCallContent)turns[1][1].Contents[0];
        Assert.That(call.Arguments!["to"], Is.EqualTo(turns[0][0].Text), "the history shows the model its own words");
        Assert.That(JsonSerializer.Serialize(turns, AIJsonUtilities.DefaultOptions), Does.Not.Contain("alice").And.Not.Contain("bob@"));
    }

    [Test]
    public async Task Arguments_ParallelCallsAndJson_AreRestoredAndStayJson([Values] bool streamed)
    {
        var test = new RedactionTest(messages =>
        [
            new(ChatRole.Assistant,
            [
                new FunctionCallContent("1", "a", new Dictionary<string, object?> { ["x"] = JsonSerializer.SerializeToElement(new { n = new[] { messages[0].Text } }), [messages[0].Text] = 1 }),
                new FunctionCallContent("2", "b", new Dictionary<string, object?> { ["x"] = $$"""{"name":"{{messages[0].Text}}","keep":1.50}""" }),
            ]),
            FakeChatClient.Finish(),
        ], options => options.Terms["names"] = new RedactionTerms { Terms = { Awkward } });
        var response = await test.AskAsync(Awkward, streamed);
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.That(((JsonElement)calls[0].Arguments!["x"]!).GetProperty("n")[0].GetString(), Is.EqualTo(Awkward));
        Assert.That(calls[0].Arguments, Contains.Key(Awkward));
        using var json = JsonDocument.Parse((string)calls[1].Arguments!["x"]!);
        Assert.That(json.RootElement.GetProperty("name").GetString(), Is.EqualTo(Awkward));
        Assert.That(json.RootElement.GetProperty("keep").GetRawText(), Is.EqualTo("1.50"));
    }

    [Test]
    public async Task JsonAnswer_RestoredValues_KeepItValid([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [.. $$"""{"name":"{{messages[0].Text}}"}""".Select(c => RedactionTest.Text(c.ToString())), FakeChatClient.Finish()],
            options => options.Terms["names"] = new RedactionTerms { Terms = { Awkward } });
        var response = await test.AskAsync(Awkward, streamed, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });
        using var json = JsonDocument.Parse(response.Text);
        Assert.That(json.RootElement.GetProperty("name").GetString(), Is.EqualTo(Awkward));
    }

    [Test]
    public async Task JsonAnswer_WhatTheModelReasons_IsNoJson([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [new(ChatRole.Assistant, [new TextReasoningContent($"I see {messages[0].Text}")]), RedactionTest.Text("{}"), FakeChatClient.Finish()],
            options => options.Terms["names"] = new RedactionTerms { Terms = { Awkward } });
        var response = await test.AskAsync(Awkward, streamed, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });
        Assert.That(response.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text, Is.EqualTo($"I see {Awkward}"));
    }

    [Test]
    public async Task KeepPseudonyms_ToolAndHistory_HaveThemAsTheyAre([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [new(ChatRole.Assistant, [Call("lookup", messages[0].Text)]), FakeChatClient.Finish()],
            options => options.Tools["lookup"] = ToolPolicy.KeepPseudonyms);
        var response = await test.AskAsync(RedactionTest.Email, streamed);
        var token = test.Sent[0].Text;
        var call = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();
        Assert.That(call.Arguments!["to"], Is.EqualTo(token));
        await test.AskAsync([new(ChatRole.User, RedactionTest.Email), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent(call.CallId, $"found {token}")])], streamed);
        Assert.That(((FunctionResultContent)test.Sent[^1].Contents[0]).Result, Is.EqualTo($"found {token}"));
    }

    [Test]
    public async Task Block_CallWithValues_IsRefused([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [new(ChatRole.Assistant, [Call("post", messages[0].Text)]), FakeChatClient.Finish()], options => options.Tools["post"] = ToolPolicy.Block);
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync(RedactionTest.Email, streamed));
        Assert.That(refused!.ReasonCode, Is.EqualTo("redaction_tool"));
        Assert.That(await test.AskAsync("nothing", streamed), Is.Not.Null);
    }

    [Test]
    public async Task Arguments_AddressOfAnotherHost_KeepPseudonyms([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [new(ChatRole.Assistant, [Call("get", $"https://evil.test/?q={messages[0].Text}"), Call("get", $"https://api.example.com/?q={messages[0].Text}")]), FakeChatClient.Finish()],
            options => options.AllowedUrlHosts["api.example.com"] = true);
        var response = await test.AskAsync(RedactionTest.Email, streamed);
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.Arguments!["to"]);
        Assert.That(calls, Is.EqualTo(new[] { $"https://evil.test/?q={test.SentText}", $"https://api.example.com/?q={RedactionTest.Email}" }));
    }

    [Test]
    public async Task Numbers_InArguments_AreReplacedAndComeBack([Values] bool streamed)
    {
        var number = long.Parse(RedactionTest.Card.Replace(" ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        var test = new RedactionTest(messages => [new(ChatRole.Assistant, [(FunctionCallContent)messages[0].Contents[0]]), FakeChatClient.Finish()]);
        var response = await test.AskAsync(
            [new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "pay", new Dictionary<string, object?> { ["card"] = number, ["element"] = JsonSerializer.SerializeToElement(number) })])], streamed);
        var sent = ((FunctionCallContent)test.Sent[0].Contents[0]).Arguments!;
        Assert.That(sent["card"], Does.StartWith("[CREDIT_CARD_"));
        var got = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Arguments!;
        Assert.That(got["card"], Is.EqualTo(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(got["element"]!.ToString(), Is.EqualTo(got["card"]));
    }

    private static FunctionCallContent Call(string name, string to) => new($"call-{name}", name, new Dictionary<string, object?> { ["to"] = to });
}
