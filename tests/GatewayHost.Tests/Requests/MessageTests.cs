using System.Text.Json.Nodes;

namespace GatewayHost.Tests.Requests;

/// <summary>The conversation arrives at the provider as the client wrote it.</summary>
public sealed class MessageTests : WireHostTest
{
    private const string Pixel = "data:image/png;base64,iVBORw0KGgo=";

    [TestCase("""{"role":"user","content":"Grüße"}""")]
    [TestCase("""{"role":"system","content":"Be brief."}""")]
    [TestCase("""{"role":"user","name":"ann","content":"Hi"}""")]
    [TestCase("""{"role":"assistant","content":"Hello"}""")]
    [TestCase("""{"role":"assistant","content":"I","refusal":"cannot"}""")]
    [TestCase("""{"role":"tool","tool_call_id":"c","content":"18 degrees"}""")]
    [TestCase("""{"role":"user","content":[{"type":"text","text":"What"},{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}}]}""")]
    [TestCase($$$"""{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{Pixel}}}","detail":"high"}},{"type":"text","text":"is this?"}]}""")]
    [TestCase("""{"role":"user","content":[{"type":"text","text":"Listen"},{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"text","text":"and tell"}]}""")]
    [TestCase("""{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}},{"type":"text","text":"Sum up"}]}""")]
    public async Task Message_OfAKind_ArrivesAsItWas(string message) => Assert.That(JsonNode.DeepEquals(await SendAsync(message), JsonNode.Parse(message)), Is.True, Upstream.Requests.Single().BodyText);

    [Test]
    public async Task Message_OfTheDeveloper_ArrivesAsASystemMessage() =>
        Assert.That((await SendAsync("""{"role":"developer","content":"Be brief."}""")).ToJsonString(), Is.EqualTo("""{"role":"system","content":"Be brief."}"""));

    [Test]
    public async Task ToolResult_OfSeveralParts_ArrivesInOnePiece()
    {
        var sent = await SendAsync("""{"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"18 "},{"type":"text","text":"degrees"}]}""");
        Assert.That(sent["content"]!.GetValue<string>(), Is.EqualTo("18 degrees"));
    }

    [Test]
    public async Task ToolCall_OfTheAssistant_ArrivesWithItsArguments()
    {
        var sent = await SendAsync("""{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":[1,\"é\"]}"}}]}""");
        var call = sent["tool_calls"]![0]!;
        Assert.That((call["id"]!.GetValue<string>(), call["function"]!["name"]!.GetValue<string>()), Is.EqualTo(("c", "f")));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(call["function"]!["arguments"]!.GetValue<string>()), JsonNode.Parse("""{"a":[1,"é"]}""")), Is.True);
    }

    [TestCase("{}")]
    [TestCase("")]
    public async Task ToolCall_WithoutArguments_ArrivesWithNone(string arguments)
    {
        var sent = await SendAsync($$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{{{arguments}}}"}}]}""");
        Assert.That(sent["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>(), Is.EqualTo("{}"));
    }

    private async Task<JsonNode> SendAsync(string message)
    {
        var answer = await Host.PostAsync($$"""{ "model": "chat", "messages": [{{message}}] }""");
        Assert.That(answer.Text, Is.EqualTo("Hello, world!"));
        return Upstream.Requests.Single().Body!["messages"]!.AsArray().Single()!;
    }
}
