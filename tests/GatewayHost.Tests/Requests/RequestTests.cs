using System.Text.Json.Nodes;

namespace GatewayHost.Tests.Requests;

/// <summary>What the client asks is what the provider is asked.</summary>
public sealed class RequestTests : WireHostTest
{
    [Test]
    public async Task Options_OfARequest_ReachTheProvider([Values] bool streamed)
    {
        var sent = await SendAsync(streamed, """
            "temperature": 0.25, "top_p": 0.5, "frequency_penalty": 0.75, "presence_penalty": -0.5, "seed": 42, "max_completion_tokens": 77,
            "stop": ["END", "STOP"], "reasoning_effort": "low"
            """);
        Assert.That(
            new[] { "temperature", "top_p", "frequency_penalty", "presence_penalty", "seed", "max_completion_tokens", "stop", "reasoning_effort", "model" }
                .Select(name => sent[name]?.ToJsonString()),
            Is.EqualTo(new[] { "0.25", "0.5", "0.75", "-0.5", "42", "77", """["END","STOP"]""", "\"low\"", "\"model-a\"" }));
    }

    [Test]
    public async Task MaxTokens_AndASingleStop_MeanTheSameAsTheirNewForms()
    {
        var sent = await SendAsync(streamed: false, """ "max_tokens": 33, "stop": "END" """);
        Assert.That((sent["max_completion_tokens"]!.GetValue<int>(), sent["stop"]!.ToJsonString()), Is.EqualTo((33, "[\"END\"]")));
    }

    [Test]
    public async Task Fields_ThatAreNullOrEmpty_CountAsAbsent()
    {
        var sent = await SendAsync(streamed: false, """
            "temperature": null, "stop": null, "tools": [], "n": 1, "logprobs": false, "logit_bias": {}, "user": null, "response_format": null, "metadata": { "a": "b" }
            """);
        Assert.That(sent.Select(field => field.Key), Is.EquivalentTo(new[] { "model", "messages" }));
    }

    [TestCase("\"none\"", "\"none\"")]
    [TestCase("\"auto\"", "\"auto\"")]
    [TestCase("\"required\"", "\"required\"")]
    [TestCase("{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}", "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}")]
    public async Task Tools_OfARequest_ReachTheProvider(string choice, string expected)
    {
        const string Function = """{"name":"weather","description":"Tells.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}""";
        var sent = await SendAsync(streamed: false, $$"""
            "tools": [{ "type": "function", "function": {{Function}} }, { "type": "function", "function": { "name": "now", "strict": true } }],
            "tool_choice": {{choice}}, "parallel_tool_calls": false
            """);
        var tools = sent["tools"]!.AsArray();
        var function = tools[0]!["function"]!;
        Assert.That((function["name"]!.GetValue<string>(), function["description"]!.GetValue<string>()), Is.EqualTo(("weather", "Tells.")));
        Assert.That((function["parameters"]!["required"]!.ToJsonString(), function["parameters"]!["properties"]!["city"]!["type"]!.GetValue<string>()), Is.EqualTo(("[\"city\"]", "string")));
        Assert.That(tools.Select(tool => tool!["function"]!["strict"]?.GetValue<bool>()), Is.EqualTo(new bool?[] { false, true }));
        Assert.That(JsonNode.DeepEquals(sent["tool_choice"], JsonNode.Parse(expected)), Is.True, sent["tool_choice"]?.ToJsonString());
        Assert.That(sent["parallel_tool_calls"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task ResponseFormat_OfASchema_ReachesTheProvider([Values] bool strict)
    {
        var sent = await SendAsync(streamed: false, $$"""
            "response_format": { "type": "json_schema", "json_schema": { "name": "city", "description": "A city.", "strict": {{(strict ? "true" : "false")}},
              "schema": { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"], "additionalProperties": false } } },
            "tools": [{ "type": "function", "function": { "name": "f" } }]
            """);
        var format = sent["response_format"]!["json_schema"]!;
        Assert.That(
            (format["name"]!.GetValue<string>(), format["description"]!.GetValue<string>(), format["strict"]!.GetValue<bool>()), Is.EqualTo(("city", "A city.", strict)));
        Assert.That(format["schema"]!["properties"]!["name"]!["type"]!.GetValue<string>(), Is.EqualTo("string"));
        Assert.That(sent["tools"]![0]!["function"]!["strict"]!.GetValue<bool>(), Is.False, "the format's strictness is not the tool's");
    }

    [TestCase("text")]
    [TestCase("json_object")]
    public async Task ResponseFormat_WithoutSchema_ReachesTheProvider(string type)
    {
        var sent = await SendAsync(streamed: false, $$""" "response_format": { "type": "{{type}}" } """);
        Assert.That(sent["response_format"]!["type"]!.GetValue<string>(), Is.EqualTo(type));
    }

    private async Task<JsonObject> SendAsync(bool streamed, string fields)
    {
        var answer = await Host.AskAsync(streamed, fields);
        Assert.That(answer.Text, Is.EqualTo("Hello, world!"));
        return Upstream.Requests.Single().Body!.AsObject();
    }
}
