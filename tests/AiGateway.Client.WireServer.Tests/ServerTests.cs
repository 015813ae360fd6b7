using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Tests;

/// <summary>The script, the gates, and what the server sees of its clients.</summary>
public sealed class ServerTests : WireServerTest
{
    [Test]
    public async Task Exactly_Parts_AreSentByteForByte()
    {
        Server.Script.Enqueue(WireReply.Exactly(218, "text/event-stream", ": hi\n", "data: {\"a\":", "1}\r\n\r\n").WithHeader("X-A", "b"));
        using var response = await Client.Send(WireApi.OpenAIChat, streamed: true);
        Assert.That(((int)response.StatusCode, response.Headers.GetValues("X-A").Single()), Is.EqualTo((218, "b")));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(": hi\ndata: {\"a\":1}\r\n\r\n"));
    }

    [Test]
    public async Task NoAnswer_GateOpened_AnswersLate()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.NoAnswer(gate));
        var sending = Client.Send(WireApi.Ollama, streamed: false);
        await gate.ReachedAsync();
        Assert.That((sending.IsCompleted, Server.OpenRequests), Is.EqualTo((false, 1)));
        gate.Open();
        using var response = await sending;
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Hello, world!"));
    }

    [Test]
    public async Task NoBody_GateShut_SendsHeadersOnly()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.NoBody(gate));
        using var response = await Client.Send(WireApi.Ollama, streamed: true);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var reading = response.Content.ReadAsStringAsync();
        await gate.ReachedAsync();
        Assert.That(reading.IsCompleted, Is.False);
        gate.Open();
        Assert.That(WireClient.Contents(await reading), Is.EqualTo(new[] { "Hello", ", ", "world", "!" }));
    }

    [Test]
    public async Task StallAfter_ClientLeaves_IsSeenAndNothingStaysOpen()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.StallAfter(2, gate));
        using (var response = await Client.Send(WireApi.Ollama, streamed: true))
        {
            await using var body = await response.Content.ReadAsStreamAsync();
            using var reader = new StreamReader(body);
            Assert.That(await reader.ReadLineAsync(), Does.Contain("Hello"));
            Assert.That(await reader.ReadLineAsync(), Does.Contain(", "));
            await gate.ReachedAsync();
        }

        Client.Http.Dispose();
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.ClientAborted));
        await Server.WhenConnectionsAsync(0);
        Assert.That(Server.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Gate_WithATime_OpensByItself()
    {
        Server.Script.Enqueue(WireFault.NoAnswer(new WireGate(TimeSpan.FromMilliseconds(1))));
        using var response = await Client.Send(WireApi.Ollama, streamed: false);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(WireApi.OpenAIChat, true)]
    [TestCase(WireApi.OpenAIChat, false)]
    [TestCase(WireApi.Anthropic, true)]
    [TestCase(WireApi.OpenAIResponses, true)]
    [TestCase(WireApi.Ollama, true)]
    public async Task Unterminated_GateShut_SendsAllButTheEnd(WireApi api, bool usage)
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.Unterminated(usage, gate));
        using var response = await Client.Send(api, streamed: true);
        await gate.ReachedAsync();
        var buffer = new byte[64 * 1024];
        await using var body = await response.Content.ReadAsStreamAsync();
        var text = "";
        while (!text.Contains(api switch { WireApi.OpenAIChat => usage ? "total_tokens" : "\"stop\"", WireApi.Anthropic => "message_delta", WireApi.Ollama => "\"done\":true", _ => "response.completed" }, StringComparison.Ordinal))
        {
            text += Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer));
        }

        Assert.That(text, Does.Not.Contain("[DONE]").And.Not.Contain("message_stop"));
        Assert.That(text.Contains("total_tokens", StringComparison.Ordinal), Is.EqualTo(usage && api is WireApi.OpenAIChat or WireApi.OpenAIResponses));
        Assert.That(Server.Requests.Single().HasEnded, Is.False);
        gate.Open();
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.Completed));
    }

    [Test]
    public async Task DisposeAsync_AnswerHeldBack_StopsAtOnce()
    {
        var gate = new WireGate();
        Server.Script.Enqueue(WireFault.NoAnswer(gate));
        var sending = Client.Send(WireApi.Ollama, streamed: false);
        await gate.ReachedAsync();
        await Server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.ServerStopped));
    }

    [Test]
    public async Task Script_FunctionThrows_IsReportedAtTheEnd()
    {
        using var http = new HttpClient();
        var server = await WireServer.StartAsync();
        server.Script.Enqueue(_ => throw new InvalidTimeZoneException());
        using var response = await http.PostAsJsonAsync(new Uri(server.BaseAddress, WireClient.Paths[WireApi.Ollama]), new { model = "m", messages = Array.Empty<object>() });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(async () => await server.DisposeAsync(), Throws.InvalidOperationException.With.InnerException.InstanceOf<InvalidTimeZoneException>());
    }

    [Test]
    public async Task Script_Replies_AnswerInOrderThenTheDefault()
    {
        Server.Script.Enqueue(WireReply.Text("first"));
        Server.Script.Enqueue(request => WireReply.Text(request.Model));
        Assert.That(Server.Script.Remaining, Is.EqualTo(2));
        Server.Default = WireReply.Text("default");
        List<string> texts = [];
        for (var i = 0; i < 3; i++)
        {
            using var response = await Client.Send(WireApi.Ollama, streamed: false);
            texts.Add((await response.Content.ReadFromJsonAsync<JsonNode>())!["message"]!["content"]!.GetValue<string>());
        }

        Assert.That(texts, Is.EqualTo(new[] { "first", "m", "default" }));
        Assert.That(Server.Requests.Select(request => request.Index), Is.EqualTo(new[] { 0, 1, 2 }));
        await Server.WhenNoRequestsAsync();
        Assert.That((Server.Connections, Server.OpenConnections), Is.EqualTo((1, 1)));
    }
}
