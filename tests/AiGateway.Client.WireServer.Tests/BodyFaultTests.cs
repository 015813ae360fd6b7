using System.Net;
using System.Net.Sockets;

namespace AiGateway.Client.Wire.Tests;

/// <summary>What goes over the wire when an answer is to go wrong.</summary>
public sealed class BodyFaultTests : WireServerTest
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Html_And_Empty_AreSentWithStatus200(bool streamed)
    {
        Server.Script.Enqueue(WireFault.Html(), WireFault.Empty());
        using var html = await Client.Send(WireApi.Anthropic, streamed);
        Assert.That((html.StatusCode, html.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/html")));
        Assert.That(await html.Content.ReadAsStringAsync(), Does.StartWith("<!DOCTYPE html>"));
        using var empty = await Client.Send(WireApi.Anthropic, streamed);
        Assert.That((empty.StatusCode, empty.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, streamed ? "text/event-stream" : "application/json")));
        Assert.That(await empty.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Reset_BeforeHeaders_IsAResetOfTheConnection(bool streamed)
    {
        Server.Script.Enqueue(WireFault.Reset());
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => Client.Send(WireApi.OpenAIChat, streamed));
        Assert.That(exception!.GetBaseException(), Is.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.ServerAborted));
        await Server.WhenConnectionsAsync(0);
    }

    [Test]
    public async Task CutAfter_Events_DeliversExactlyThoseBeforeIt([Values(WireFault.BeforeBody, 0, 2, 3, 9)] int events)
    {
        for (var i = 0; i < 20; i++)
        {
            Server.Script.Enqueue(WireReply.Text("one", "two", "three") with { Fault = WireFault.CutAfter(events) });
            using var response = await Client.Send(WireApi.Ollama, streamed: true);
            var (text, exception) = await WireClient.ReadAsync(response);
            Assert.That(exception, Is.InstanceOf<HttpIOException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ResponseEnded));
            Assert.That(WireClient.Contents(text), Is.EqualTo(new[] { "one", "two", "three" }.Take(Math.Max(events, 0))));
            Assert.That(text, Does.Not.Contain("\"done\":true"));
            Assert.That(await Server.Requests[i].Ended, Is.EqualTo(WireEnding.ServerAborted));
        }
    }

    [Test]
    public async Task ResetAfter_Events_BreaksTheBody()
    {
        Server.Script.Enqueue(WireFault.ResetAfter(1));
        using var response = await Client.Send(WireApi.OpenAIChat, streamed: true);
        var (_, exception) = await WireClient.ReadAsync(response);
        Assert.That(exception!.GetBaseException(), Is.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task CutAfter_PlainAnswer_BreaksItInTheMiddle()
    {
        Server.Script.Enqueue(WireFault.CutAfter(1));
        using var response = await Client.Send(WireApi.Ollama, streamed: false);
        var (text, exception) = await WireClient.ReadAsync(response);
        Assert.That(exception, Is.InstanceOf<HttpIOException>());
        Assert.That(text, Does.StartWith("{\"model\"").And.Not.EndWith("}"));
    }

    [TestCaseSource(typeof(Sdk), nameof(Sdk.Apis))]
    public async Task EndAfter_Events_EndsCleanlyWithoutAFinishReason(WireApi api)
    {
        Server.Script.Enqueue(WireFault.EndAfter(2));
        using var response = await Client.Send(api, streamed: true);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(text, Does.Contain("Hello").And.Not.Contain("world").And.Not.Contain("[DONE]").And.Not.Contain("message_stop").And.Not.Contain("\"done\":true"));
        Assert.That(await Server.Requests.Single().Ended, Is.EqualTo(WireEnding.Completed));
    }

    [TestCaseSource(typeof(Sdk), nameof(Sdk.Apis))]
    public async Task MalformedAfter_Events_BreaksOneEventOnly(WireApi api)
    {
        Server.Script.Enqueue(WireFault.MalformedAfter(1));
        using var response = await Client.Send(api, streamed: true);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.Contains('{'));
        Assert.That(lines.Count(line => !WireClient.IsJson(line[line.IndexOf('{')..])), Is.EqualTo(1));
    }

    [TestCase(WireApi.OpenAIChat, "data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n")]
    [TestCase(WireApi.OpenAIResponses, "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":null},\"sequence_number\":5}\n\n")]
    [TestCase(WireApi.AzureChat, "data: {\"error\":{\"code\":\"InternalServerError\",\"message\":\"m\"}}\n\n")]
    [TestCase(WireApi.Anthropic, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"},\"request_id\":\"req_loopback\"}\n\n")]
    [TestCase(WireApi.Ollama, "{\"error\":\"m\"}\n")]
    public async Task ErrorAfter_Events_SendsTheVendorsErrorEventLast(WireApi api, string expected)
    {
        Server.Script.Enqueue(WireFault.ErrorAfter(1) with { Message = "m" });
        using var response = await Client.Send(api, streamed: true);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Hello").And.EndWith(expected));
    }

    [Test]
    public async Task ErrorAfter_GoesOn_SendsTheRestAfterIt()
    {
        Server.Script.Enqueue(WireFault.ErrorAfter(1) with { GoesOn = true });
        using var response = await Client.Send(WireApi.OpenAIChat, streamed: true);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"error\"").And.EndWith("data: [DONE]\n\n"));
    }

    [TestCase(false, "\"status\": \"failed\"")]
    [TestCase(true, "event: response.failed\n")]
    public async Task FailedAfter_Responses_SendsAFailedResponse(bool streamed, string expected)
    {
        Server.Script.Enqueue(WireFault.FailedAfter(1));
        using var response = await Client.Send(WireApi.OpenAIResponses, streamed);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(expected));
    }
}
