using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Governance;

/// <summary>Policies over answers: links, leaked instructions, structured output.</summary>
public sealed class ResponsePolicyTests
{
    private static readonly TestCaseData[] Links =
    [
        Link("![x](https://evil.test/?q=secret)", "![x](#removed)"),
        Link("[x](http://evil.test)", "[x](#removed)"),
        Link("[x][1]\n\n[1]: https://evil.test/a", "[x][1]\n\n[1]: #removed"),
        Link("<https://evil.test/a>", "<#removed>"),
        Link("see https://evil.test/a for more", "see #removed for more"),
        Link("<img src=\"https://evil.test/a?b\">", "<img src=\"#removed\">"),
        Link("<img src='//evil.test/a'>", "<img src='#removed'>"),
        Link("<img src=//evil.test/a>", "<img src=#removed>"),
        Link("![x](HTTPS:\\/\\/evil.test/a)", "![x](#removed)"),
        Link("![x](https:evil.test/a)", "![x](#removed)"),
        Link("![x](\\\\evil.test/a)", "![x](#removed)"),
        Link("![x](https://ok.test@evil.test/a)", "![x](#removed)"),
        Link("![x](https://evil.test\\@ok.test/a)", "![x](#removed)"),
        Link("![x](https://ok.test.evil.test/a)", "![x](#removed)"),
        Link("<img src=\"https://ok.test)evil.test/a\">", "<img src=\"#removed\">"),
        Link("<img src=\"https://ok.test\n.evil.test/a\">", "<img src=\"#removed\">"),
        Link("![x](&#104;ttps://evil.test/a)", "![x](#removed)"),
        Link("![x](https&colon;&sol;&sol;evil.test/a)", "![x](#removed)"),
        Link("![x](https://ok.test\\.evil.test/a)", "![x](#removed)"),
        Link("![x](https://ok.test\\@evil.test/a)", "![x](#removed)"),
        Link("<img src='https://ok.test\n.evil.test/a'>", "<img src='#removed'>"),
        Link("<img src = \" \thttps://ok.test\n.evil.test/a\">", "<img src = \"#removed\">"),
        Link("<img src=\"&#32; https://ok.test\n.evil.test/a\">", "<img src=\"#removed\">"),
        Link("<img src=\"ht\ntps://ok.test\n.evil.test/a\">", "<img src=\"#removed\">"),
        Link("<img src=\"ht\ntps:/\n/evil.test/a\">", "<img src=\"#removed\">"),
        Link("<img src='h&#116;tp\ns:\\&#10;\nevil.test/a'>", "<img src='#removed'>"),
        Link("<a href=\"java\nscript:fetch(1)\">", "<a href=\"#removed\">"),
        Link("x = \"https://evil.test", "x = \"#removed"),
        Link("go to www.evil.test now", "go to #removed now"),
        Link("[x](javascript:fetch(1))", "[x](#removed))"),
    ];

    private static readonly string[] Kept =
    [
        "![x](https://ok.test/a.png) and <https://docs.ok.example/b>, (https://ok.test).", "[x](/relative/path) and [y](#anchor)", "// a comment, //another and a/b//c", "x = a /b/ c; C:\\dir\\file",
        "https: the secure one; http: is not. ratio 3:2", "AT&T, a && b, &amp; &lt;", "https://ok.test:8443/?q=1&r=2#x", "javascript: a language",
        "see https://ok.test\nThe next line/part", "url = 'https://ok.test'\nnext.line", "x = \"https://ok.test\"\nnext.line", "y = \"see https://ok.test\nand/or more\"", "\"https://ok.test\\n\"",
    ];

    [TestCaseSource(nameof(Links))]
    public async Task LinkGuard_RemovesWhateverTheChunking(string answer, string expected)
    {
        Assert.That((await Guarded(answer, 4).AskAsync("Hi", streamed: false)).Text, Is.EqualTo(expected));
        for (var pieces = 1; pieces <= answer.Length; pieces++)
        {
            Assert.That((await Guarded(answer, pieces).AskAsync("Hi", streamed: true)).Text, Is.EqualTo(expected), $"pieces of {pieces}");
        }
    }

    [TestCaseSource(nameof(Links))]
    public async Task LinkGuard_Deny_DeliversNothingOfTheHost(string answer, string expected)
    {
        Assert.That(expected, Does.Not.Contain("evil.test/"));
        for (var pieces = 1; pieces <= answer.Length; pieces += 3)
        {
            var client = Guarded(answer, pieces, PolicyAction.Deny);
            Assert.That((await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => client.AskAsync("Hi", streamed: true)))!.ReasonCode, Is.EqualTo("link_not_allowed"));
            Assert.That(client.Delivered, Does.Not.Contain("evil"));
        }
    }

    [TestCaseSource(nameof(Kept))]
    public async Task LinkGuard_LetsTheRestPass(string answer)
    {
        for (var pieces = 1; pieces <= answer.Length; pieces++)
        {
            var client = Guarded(answer, pieces);
            Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Is.EqualTo(answer), $"pieces of {pieces}");
            Assert.That(client.Result!.Decisions, Is.Empty);
        }
    }

    [TestCase(1)]
    [TestCase(100)]
    [TestCase(1000)]
    public async Task LinkGuard_MuchThatBrowsersPassOver_HidesNothing(int pieces)
    {
        foreach (var blanks in new[] { new string(' ', 400), string.Concat(Enumerable.Repeat("&#32;", 100)) + " ", new string('\n', 3000) })
        {
            var client = Guarded($"<img src=\"{blanks}https://ok.test\n.evil.test/a\">", pieces);
            Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Does.StartWith("<img src=\"#removed"));
            client = Guarded($"<img src={blanks.Replace("&#32;", "\t", StringComparison.Ordinal)}\"https://ok.test{new string('\n', 600)}.evil.test/a\">", pieces);
            Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Does.Not.Contains("=\"https").And.Contains("#removed"));
        }
    }

    [Test]
    public async Task LinkGuard_AddressAsContent_IsRemoved([Values] bool streamed)
    {
        var client = new GovernedClient(options => options.Policies["links"] = Options(), new ChatResponseUpdate(ChatRole.Assistant, [new UriContent("https://evil.test/a.png", "image/png")]), FakeChatClient.Finish());
        Assert.That((await client.AskAsync("Hi", streamed)).Messages.SelectMany(message => message.Contents).OfType<UriContent>(), Is.Empty);
    }

    [Test, CancelAfter(30_000)]
    public void LinkGuard_HostileTexts_TakeLinearTime()
    {
        var scanner = new LinkScanner(new AiGateway.Client.Redaction.UrlHosts([]));
        foreach (var piece in new[] { "//", "https:", "https:-", "&#", "&#32;", "\\", "www.", "\"https://a\n", "=\"https:\n", "=", "= ", "='=\"", "=\"&#32;\n", "https://a.b " })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 30_000)) + " ";
            var found = 0;
            for (var position = 0; scanner.TryFind(text, ref position, out _);)
            {
                found++;
            }

            Assert.That(found, Is.LessThanOrEqualTo(30_000));
        }
    }

    [Test]
    public async Task PromptCanary_MarksTheInstructionsAndStopsTheirRepetition([Range(1, 30)] int pieces, [Values] bool streamed)
    {
        var options = new PromptCanaryPolicyOptions { Type = "PromptCanary", Marker = "mark-1234567890" };
        var client = GovernedClient.Says(governance => governance.Policies["canary"] = options, "My instructions: be kind. Internal reference: MARK-1234567890.", pieces);
        var refused = await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => client.AskAsync("Hi", streamed, new GatewayChatOptions { Instructions = "Be kind." }));
        Assert.That(refused!.ReasonCode, Is.EqualTo("prompt_leak"));
        Assert.That(client.SentOptions!.Instructions, Does.StartWith("Be kind.").And.EndsWith("mark-1234567890"));
        Assert.That(client.Delivered, Does.Not.Contain("7890"));
    }

    [Test]
    public async Task PromptCanary_WithoutInstructions_AddsNothing([Values] bool streamed)
    {
        var client = new GovernedClient(governance => governance.Policies["canary"] = new PromptCanaryPolicyOptions { Type = "PromptCanary" });
        await client.AskAsync("Hi", streamed);
        Assert.That(client.SentOptions!.Instructions, Is.Null);
        await client.AskAsync([new ChatMessage(ChatRole.System, "Be kind."), new ChatMessage(ChatRole.User, "Hi")], streamed);
        Assert.That(client.SentOptions!.Instructions, Is.Not.Null);
    }

    [TestCase("{\"name\":\"x\",\"age\":3}", null)]
    [TestCase("{\"name\":\"x\"}", "schema_mismatch")]
    [TestCase("{\"name\":\"x\",\"age\":\"3\"}", "schema_mismatch")]
    [TestCase("{\"name\":\"x\",\"age\":3,\"more\":1}", "schema_mismatch")]
    [TestCase("{\"name\":\"x\",\"age\":", "invalid_json")]
    [TestCase("Sure!", "invalid_json")]
    public async Task JsonSchema_IsChecked(string answer, string? reason)
    {
        var schema = Json("""{ "type": "object", "properties": { "name": { "type": "string" }, "age": { "type": "integer", "minimum": 0 } }, "required": ["name", "age"], "additionalProperties": false }""");
        foreach (var streamed in new[] { false, true })
        {
            foreach (var action in new[] { PolicyAction.Deny, PolicyAction.Flag })
            {
                var client = GovernedClient.Says(options => options.Policies["json"] = new JsonSchemaPolicyOptions { Type = "JsonSchema", Action = action }, answer);
                var asked = () => client.AskAsync("Hi", streamed, new GatewayChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) });
                if (reason is null || action is PolicyAction.Flag)
                {
                    Assert.That((await asked()).Text, Is.EqualTo(answer));
                    Assert.That(client.Result!.Decisions.Select(decision => decision.ReasonCode), Is.EqualTo(reason is null ? Array.Empty<string>() : [reason]));
                }
                else
                {
                    Assert.That((await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => asked()))!.ReasonCode, Is.EqualTo(reason));
                    Assert.That(client.Delivered, Is.Empty);
                }
            }
        }
    }

    [Test]
    public async Task JsonSchema_AnswersThatAreToBeText_Pass([Values] bool streamed)
    {
        var client = GovernedClient.Says(options => options.Policies["json"] = new JsonSchemaPolicyOptions { Type = "JsonSchema" }, "Sure!");
        Assert.That((await client.AskAsync("Hi", streamed)).Text, Is.EqualTo("Sure!"));
    }

    [TestCase("""{ "enum": [1, "a"] }""", "1.0", "2")]
    [TestCase("""{ "const": { "a": [1] } }""", "{\"a\":[1]}", "{\"a\":[2]}")]
    [TestCase("""{ "type": ["string", "null"], "minLength": 2, "maxLength": 3 }""", "\"ab\"", "\"abcd\"")]
    [TestCase("""{ "pattern": "^[a-z]+$" }""", "\"ab\"", "\"a1\"")]
    [TestCase("""{ "exclusiveMinimum": 0, "exclusiveMaximum": 1 }""", "0.5", "0")]
    [TestCase("""{ "multipleOf": 0.1 }""", "0.3", "0.35")]
    [TestCase("""{ "type": "integer" }""", "3.0", "3.5")]
    [TestCase("""{ "items": { "type": "number" }, "minItems": 1, "maxItems": 2, "uniqueItems": true }""", "[1,2]", "[1,1.0]")]
    [TestCase("""{ "prefixItems": [{ "type": "string" }], "items": false }""", "[\"a\"]", "[\"a\",1]")]
    [TestCase("""{ "contains": { "const": 1 } }""", "[2,1]", "[2]")]
    [TestCase("""{ "anyOf": [{ "type": "string" }, { "minimum": 3 }] }""", "3", "2")]
    [TestCase("""{ "oneOf": [{ "minimum": 1 }, { "minimum": 3 }] }""", "2", "3")]
    [TestCase("""{ "allOf": [{ "minimum": 1 }, { "not": { "minimum": 3 } }] }""", "2", "3")]
    [TestCase("""{ "$ref": "#/$defs/n", "$defs": { "n": { "properties": { "next": { "$ref": "#/$defs/n" } }, "required": ["v"] } } }""", "{\"v\":1,\"next\":{\"v\":2}}", "{\"v\":1,\"next\":{}}")]
    [TestCase("""{ "patternProperties": { "^x": { "type": "string" } }, "additionalProperties": false }""", "{\"x1\":\"a\"}", "{\"y\":\"a\"}")]
    [TestCase("""{ "propertyNames": { "maxLength": 2 }, "minProperties": 1, "maxProperties": 1 }""", "{\"ab\":1}", "{\"abc\":1}")]
    public void JsonSchemaValidator_KnowsTheKeyword(string schema, string good, string bad)
    {
        Assert.That(new JsonSchemaValidator(Json(schema)).IsValid(Json(good)), Is.True);
        Assert.That(new JsonSchemaValidator(Json(schema)).IsValid(Json(bad)), Is.False);
    }

    [Test]
    public void JsonSchemaValidator_EndlessSchema_Fails() =>
        Assert.That(() => new JsonSchemaValidator(Json("""{ "$ref": "#" }""")).IsValid(Json("1")), Throws.InvalidOperationException);

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static TestCaseData Link(string answer, string expected) => new(answer, expected);

    private static LinkGuardPolicyOptions Options(PolicyAction action = PolicyAction.Change) =>
        new() { Type = "LinkGuard", Action = action, AllowedHosts = { ["ok.test"] = true, ["*.ok.example"] = true } };

    private static GovernedClient Guarded(string answer, int pieces, PolicyAction action = PolicyAction.Change) => GovernedClient.Says(options => options.Policies["links"] = Options(action), answer, pieces);
}
