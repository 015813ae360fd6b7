using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Tests;

/// <summary>How requests are refused, each in its vendor's words.</summary>
public sealed class RefusalTests : WireServerTest
{
    [TestCase(WireApi.OpenAIChat, """{"error":{"message":"The API key provided is not correct.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""")]
    [TestCase(WireApi.OpenAIResponses, """{"error":{"message":"The API key provided is not correct.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""")]
    [TestCase(WireApi.AzureChat, """{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}""")]
    [TestCase(WireApi.Anthropic, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_loopback"}""")]
    [TestCase(WireApi.Ollama, """{"error":"unauthorized"}""")]
    public async Task RequireKey_KeyMissing_GivesTheVendors401(WireApi api, string expected)
    {
        Server.RequireKey = Sdk.Key;
        using var response = await Client.Send(api, streamed: false);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString(), Is.EqualTo(expected));
    }

    [TestCase("v1/embeddings", "Invalid URL (POST /v1/embeddings)")]
    [TestCase("v1/messages/batches", "not_found_error")]
    [TestCase("openai/v1/files", "Resource not found")]
    [TestCase("api/tags", "404 page not found")]
    public async Task Request_UnknownPath_GivesTheVendors404(string path, string expected)
    {
        using var response = await Client.Http.PostAsJsonAsync(path, new { model = "m" });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(expected));
        Assert.That(Server.Requests.Single().Api, Is.EqualTo(WireApi.Unknown));
    }

    [TestCaseSource(typeof(Sdk), nameof(Sdk.Apis))]
    public async Task Request_FieldMissing_IsRefusedByName(WireApi api)
    {
        using var response = await Client.Http.PostAsJsonAsync(WireClient.Paths[api], new { model = "m" });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Missing required parameter"));
    }

    [Test]
    public async Task Status_WithHeadersAndWording_IsSentAsTold()
    {
        Server.Script.Enqueue(WireReply.Failing(WireFault.Status(429) with { Code = "c", Type = "t", Message = "m" }).WithHeader("Retry-After", "7"));
        using var response = await Client.Send(WireApi.OpenAIChat, streamed: true);
        Assert.That(((int)response.StatusCode, response.Headers.RetryAfter!.ToString()), Is.EqualTo((429, "7")));
        Assert.That(await response.Content.ReadFromJsonAsync<JsonNode>(), Is.EqualTo(JsonNode.Parse("""{"error":{"message":"m","type":"t","param":null,"code":"c"}}""")).Using<JsonNode>(JsonNode.DeepEquals));
    }

    [Test]
    public async Task Error_OfEveryKind_HasAnErrorStatusAndBodyInEveryFormat([ValueSource(typeof(Sdk), nameof(Sdk.Apis))] WireApi api, [Values] WireErrorKind kind)
    {
        Server.Script.Enqueue(WireFault.Error(kind));
        using var response = await Client.Send(api, streamed: false);
        Assert.That((int)response.StatusCode, Is.InRange(400, 599));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonNode>())!["error"], Is.Not.Null);
    }
}
