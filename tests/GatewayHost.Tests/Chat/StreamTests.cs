using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AiGateway.Client.Wire;

namespace GatewayHost.Tests.Chat;

/// <summary>What a stream looks like on the wire, whole and broken.</summary>
public sealed class StreamTests : WireHostTest
{
    [Test]
    public async Task Stream_OfText_IsChunksInOpenAIsShape([Values] bool includeUsage)
    {
        Upstream.Script.Enqueue(WireReply.Text("one ", "two") with { Model = "model-x", ResponseId = "id-1" });
        var answer = await Host.AskAsync(streamed: true, includeUsage ? """ "stream_options": { "include_usage": true } """ : "");
        Assert.That((answer.Status, answer.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/event-stream")));
        Assert.That(answer.IsDone, Is.True);
        foreach (var chunk in answer.Chunks)
        {
            Assert.That((Text(chunk["id"]), Text(chunk["object"]), Text(chunk["model"])), Is.EqualTo(("id-1", "chat.completion.chunk", "model-x")));
            Assert.That(chunk["created"]!.GetValue<long>(), Is.GreaterThan(1_700_000_000));
        }

        var deltas = answer.Chunks.Where(chunk => chunk["choices"]!.AsArray().Count == 1).Select(chunk => chunk["choices"]![0]!).ToList();
        Assert.That(deltas.Select(choice => choice["delta"]!.ToJsonString()), Is.EqualTo(new[]
        {
            """{"role":"assistant","content":""}""", """{"content":"one "}""", """{"content":"two"}""", "{}",
        }));
        Assert.That(deltas.Select(choice => Text(choice["finish_reason"])), Is.EqualTo(new[] { null, null, null, "stop" }));
        var last = answer.Chunks[^1];
        Assert.That(last["choices"]!.AsArray(), Has.Count.EqualTo(includeUsage ? 0 : 1));
        Assert.That(last["usage"]?["total_tokens"]?.GetValue<int>(), includeUsage ? Is.EqualTo(15) : Is.Null);
    }

    [Test]
    public async Task Stream_OfToolCalls_NumbersThem()
    {
        Upstream.Script.Enqueue(WireReply.Tools(new WireToolCall("call_1", "a", "{}"), new WireToolCall("call_2", "b", "{\"x\":", "[1,null,\"é\"]}")));
        var answer = await Host.AskAsync(streamed: true);
        var calls = answer.Chunks.Select(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]).OfType<JsonNode>().Select(list => list.AsArray().Single()!.ToJsonString());
        Assert.That(calls, Is.EqualTo(new[]
        {
            """{"index":0,"id":"call_1","type":"function","function":{"name":"a","arguments":"{}"}}""",
            """{"index":1,"id":"call_2","type":"function","function":{"name":"b","arguments":"{\u0022x\u0022:[1,null,\u0022\u00E9\u0022]}"}}""",
        }));
        Assert.That(Text(answer.Chunks[^1]["choices"]![0]!["finish_reason"]), Is.EqualTo("tool_calls"));
    }

    [Test]
    public async Task Answer_WithReasoning_KeepsItApart([Values] bool streamed)
    {
        Upstream.Script.Enqueue(WireReply.Text("4", "2") with { ReasoningChunks = ["six ", "times"] });
        var answer = await Host.AskAsync(streamed);
        Assert.That(answer.Text, Is.EqualTo("42"));
        var reasoning = streamed
            ? string.Concat(answer.Chunks.Select(chunk => Text(chunk["choices"]![0]!["delta"]!["reasoning_content"])))
            : Text(answer.Json["choices"]![0]!["message"]!["reasoning_content"]);
        Assert.That(reasoning, Is.EqualTo("six times"));
    }

    [Test]
    public async Task Answer_CutAtTheLimit_SaysLength([Values] bool streamed)
    {
        Upstream.Script.Enqueue(WireReply.Text("Once upon") with { Finish = WireFinish.Length });
        var answer = await Host.AskAsync(streamed);
        Assert.That(Text((streamed ? answer.Chunks[^1] : answer.Json)["choices"]![0]!["finish_reason"]), Is.EqualTo("length"));
    }

    [Test]
    public async Task Answer_ThatIsARefusal_IsAnErrorAndNotAnEmptyText([Values] bool streamed)
    {
        Upstream.Script.Enqueue(new WireReply { RefusalChunks = ["I ", "cannot"] });
        var answer = await Host.AskAsync(streamed);
        Assert.That((answer.Status, Text(answer.Error["code"])), Is.EqualTo((HttpStatusCode.BadRequest, "content_filter")));
    }

    [Test]
    public async Task Answer_WithoutUsage_ReportsNone([Values] bool streamed)
    {
        Upstream.Script.Enqueue(WireReply.Text("Hi") with { Usage = null });
        var answer = await Host.AskAsync(streamed, streamed ? """ "stream_options": { "include_usage": true } """ : "");
        Assert.That(answer.Text, Is.EqualTo("Hi"));
        Assert.That((streamed ? answer.Chunks[^1] : answer.Json)["usage"], Is.Null);
    }

    [Test]
    public async Task Stream_IsDeliveredUpdateByUpdate()
    {
        var gate = new WireGate();
        Upstream.Script.Enqueue(WireReply.Text("first", "second") with { Fault = WireFault.StallAfter(1, gate) });
        using var request = Request();
        using var response = await Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.That(await ReadUntilAsync(reader, "first"), Does.Not.Contain("second"), "while the upstream holds the rest back");
        gate.Open();
        Assert.That(await reader.ReadToEndAsync(), Does.Contain("second").And.EndsWith("data: [DONE]\n\n"));
    }

    [Test]
    public async Task Stream_BrokenOffAfterContent_EndsWithAnErrorAndWithoutDone()
    {
        Upstream.Script.Enqueue(WireFault.CutAfter(2));
        var answer = await Host.AskAsync(streamed: true);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Text, Is.EqualTo("Hello, "));
        Assert.That(answer.Events, Has.None.EqualTo("[DONE]"));
        Assert.That(answer.Chunks.SkipLast(1).Select(chunk => chunk["choices"]![0]!["finish_reason"]), Is.All.Null);
        var error = answer.Chunks[^1]["error"]!;
        Assert.That((Text(error["type"]), Text(error["code"])), Is.EqualTo(("server_error", "incomplete_stream")));
        Assert.That(Text(error["message"]), Is.EqualTo("The answer broke off: Transport."));
    }

    [Test]
    public async Task Stream_BrokenOffAfterContent_EndsTheConnection()
    {
        Upstream.Script.Enqueue(WireFault.EndAfter(2));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Host.Http.BaseAddress!.Port);
        const string Body = """{"model":"chat","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));

        // HTTP/1.1 keeps connections: reading ends only because the host closes this one.
        using var reader = new StreamReader(socket.GetStream());
        Assert.That(await reader.ReadToEndAsync(), Does.Contain("\"incomplete_stream\"").And.Not.Contain("[DONE]"));
    }

    [Test]
    public async Task Answer_WithUnreadableToolArguments_IsAnError([Values] bool streamed)
    {
        Upstream.Script.Enqueue(WireReply.Tools(new WireToolCall("call_1", "a", "{\"broken")));
        var answer = await Host.AskAsync(streamed);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(Text(answer.Error["code"]), Is.EqualTo("invalid_response"));
        Assert.That(answer.Body, Does.Not.Contain("broken"));
    }

    [Test]
    public async Task Stream_WithUnreadableToolArgumentsAfterText_EndsWithAnError()
    {
        Upstream.Script.Enqueue(WireReply.Text("Let me see.") with { ToolCalls = [new WireToolCall("call_1", "a", "{\"broken")] });
        var answer = await Host.AskAsync(streamed: true);
        Assert.That(Text(answer.Chunks[^1]["error"]!["code"]), Is.EqualTo("invalid_response"));
        Assert.That(answer.Events, Has.None.EqualTo("[DONE]"));
    }

    [Test]
    public async Task Client_ThatLeaves_CancelsTheCallOfTheProvider([Values] bool streamed)
    {
        var gate = new WireGate();
        Upstream.Script.Enqueue(streamed ? WireFault.StallAfter(1, gate) : WireFault.NoAnswer(gate));
        using var leaving = new CancellationTokenSource();
        using var request = Request(streamed);
        var pending = Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        await gate.ReachedAsync();
        if (streamed)
        {
            (await pending).Dispose();
        }

        await leaving.CancelAsync();
        Assert.That(await Upstream.Requests.Single().Ended, Is.EqualTo(WireEnding.ClientAborted));
        Assert.That(async () => await pending, streamed ? Throws.Nothing : Throws.InstanceOf<OperationCanceledException>());
    }

    private static HttpRequestMessage Request(bool streamed = true) => new(HttpMethod.Post, "v1/chat/completions")
    {
        Content = new StringContent(
            $$"""{"model":"chat","stream":{{(streamed ? "true" : "false")}},"messages":[{"role":"user","content":"Hi"}]}""", Encoding.UTF8, "application/json"),
    };

    private static async Task<string> ReadUntilAsync(StreamReader reader, string text)
    {
        var read = new StringBuilder();
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            read.AppendLine(await reader.ReadLineAsync() ?? throw new EndOfStreamException());
        }

        return read.ToString();
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
