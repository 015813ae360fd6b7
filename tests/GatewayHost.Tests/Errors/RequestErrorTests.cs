using System.Net;
using System.Text;

namespace GatewayHost.Tests.Errors;

/// <summary>What the client is told when its request is at fault. The provider is never asked.</summary>
public sealed class RequestErrorTests : WireHostTest
{
    private const string Hi = """ "model": "chat", "messages": [{ "role": "user", "content": "Hi" }] """;

    [TearDown]
    public void AssertNobodyWasAsked() => Assert.That(Upstream.Requests, Is.Empty);

    [TestCase("{ \"model\": \"chat\", ")]
    [TestCase("")]
    public async Task Body_ThatIsNotJson_Is400(string body)
    {
        var answer = await Host.PostAsync(body);
        Assert.That((answer.Status, Code(answer)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_json")));
    }

    [TestCase("[]", null)]
    [TestCase("""{ "messages": [{ "role": "user", "content": "Hi" }] }""", "model")]
    [TestCase("""{ "model": "", "messages": [{ "role": "user", "content": "Hi" }] }""", "model")]
    [TestCase("""{ "model": 5, "messages": [{ "role": "user", "content": "Hi" }] }""", "model")]
    [TestCase("""{ "model": "chat" }""", "messages")]
    [TestCase("""{ "model": "chat", "messages": [] }""", "messages")]
    [TestCase("""{ "model": "chat", "messages": "Hi" }""", "messages")]
    [TestCase("""{ "model": "chat", "messages": ["Hi"] }""", "messages[0].role")]
    [TestCase("""{ "model": "chat", "messages": [{ "content": "Hi" }] }""", "messages[0].role")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "wizard", "content": "Hi" }] }""", "messages[0].role")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": 5 }] }""", "messages[0].content")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "hologram" }] }] }""", "messages[0]")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "image_url", "image_url": { "url": "no address" } }] }] }""", "messages[0]")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "file", "file": {} }] }] }""", "messages[0].content")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "input_audio", "input_audio": { "format": "wav", "data": "?" } }] }] }""", "messages[0]")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "input_audio", "input_audio": { "format": "ogg", "data": "AAAA" } }] }] }""", "messages[0].content[0].input_audio.format")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": [{ "type": "input_audio", "input_audio": { "format": "wav" } }] }] }""", "messages[0].content[0].input_audio.data")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "tool", "content": "18 degrees" }] }""", "messages[0].tool_call_id")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "assistant", "tool_calls": [{ "id": "c", "type": "function", "function": { "name": "f", "arguments": "{" } }] }] }""", "messages[0].tool_calls[0].function.arguments")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "assistant", "tool_calls": [{ "id": "c", "type": "function", "function": { "name": "f", "arguments": "[1]" } }] }] }""", "messages[0].tool_calls[0].function.arguments")]
    [TestCase("""{ "model": "chat", "messages": [{ "role": "user", "content": "half a pair: \ud83d" }] }""", "messages[0]")]
    [TestCase($$"""{ {{Hi}}, "temperature": "hot" }""", "temperature")]
    [TestCase($$"""{ {{Hi}}, "temperature": 1e99 }""", "temperature")]
    [TestCase($$"""{ {{Hi}}, "max_tokens": 0 }""", "max_tokens")]
    [TestCase($$"""{ {{Hi}}, "max_completion_tokens": 1.5 }""", "max_completion_tokens")]
    [TestCase($$"""{ {{Hi}}, "stream": "yes" }""", "stream")]
    [TestCase($$"""{ {{Hi}}, "stream_options": { "include_usage": 1 } }""", "stream_options.include_usage")]
    [TestCase($$"""{ {{Hi}}, "stop": [1] }""", "stop")]
    [TestCase($$"""{ {{Hi}}, "reasoning_effort": "heroic" }""", "reasoning_effort")]
    [TestCase($$"""{ {{Hi}}, "tools": {} }""", "tools")]
    [TestCase($$"""{ {{Hi}}, "tools": [{ "type": "function", "function": {} }] }""", "tools[0].function.name")]
    [TestCase($$"""{ {{Hi}}, "tool_choice": "always" }""", "tool_choice")]
    [TestCase($$"""{ {{Hi}}, "response_format": { "type": "xml" } }""", "response_format.type")]
    [TestCase($$"""{ {{Hi}}, "response_format": { "type": "json_schema", "json_schema": { "name": "n" } } }""", "response_format.json_schema.schema")]
    public async Task Field_ThatIsWrong_IsNamed(string body, string? param)
    {
        var answer = await Host.PostAsync(body);
        Assert.That((answer.Status, answer.Error["param"]?.GetValue<string>()), Is.EqualTo((HttpStatusCode.BadRequest, param)));
        Assert.That((Code(answer), answer.Error["type"]!.GetValue<string>()), Is.EqualTo(("invalid_value", "invalid_request_error")));
    }

    [TestCase("\"n\": 2", "n")]
    [TestCase("\"logprobs\": true", "logprobs")]
    [TestCase("\"logit_bias\": { \"50256\": -100 }", "logit_bias")]
    [TestCase("\"functions\": [{ \"name\": \"f\" }]", "functions")]
    [TestCase("\"tools\": [{ \"type\": \"custom\", \"custom\": { \"name\": \"f\" } }]", "tools[0].type")]
    public async Task Field_ThatCannotBeCarried_IsRefused(string field, string param)
    {
        var answer = await Host.AskAsync(streamed: false, field);
        Assert.That((answer.Status, Code(answer), answer.Error["param"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.BadRequest, "unsupported_parameter", param)));
    }

    [Test]
    public async Task Model_ThatIsNoRoute_Is404([Values] bool streamed)
    {
        var answer = await Host.PostAsync($$"""{ "model": "nope", "stream": {{(streamed ? "true" : "false")}}, "messages": [{ "role": "user", "content": "Hi" }] }""");
        Assert.That((answer.Status, Code(answer), answer.Error["param"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.NotFound, "model_not_found", "model")));
        Assert.That(answer.Error["message"]!.GetValue<string>(), Does.Contain("chat"));
    }

    [Test]
    public async Task Body_OfAnotherContentType_Is415()
    {
        using var response = await Host.Http.PostAsync("v1/chat/completions", new StringContent($$"""{ {{Hi}} }""", Encoding.UTF8, "text/plain"));
        var answer = await Answer.ReadAsync(response);
        Assert.That((answer.Status, Code(answer)), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")));
    }

    [Test]
    public async Task Address_ThatIsNotServed_IsToldInTheSameFormat()
    {
        var unknown = await Host.GetAsync("v1/embeddings");
        Assert.That((unknown.Status, Code(unknown)), Is.EqualTo((HttpStatusCode.NotFound, "unknown_url")));
        var method = await Host.GetAsync("v1/chat/completions");
        Assert.That((method.Status, Code(method)), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "method_not_allowed")));
    }

    private static string Code(Answer answer) => answer.Error["code"]!.GetValue<string>();
}
