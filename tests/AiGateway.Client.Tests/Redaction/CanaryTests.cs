#pragma warning disable MEAI001 // Experimental tools are sent like all others.
using System.Text;
using System.Text.Json;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>A value in every text that the chat types of Microsoft.Extensions.AI have, found by reflection, so that a new one fails here.</summary>
public sealed class CanaryTests
{
    private const string Canary = ChatTexts.Canary;

    private static IEnumerable<TestCaseData> Texts() => ChatTexts.Paths().Select(path => new TestCaseData(path));

    [TestCaseSource(nameof(Texts))]
    public async Task EverySettableText_IsNotSent(string path)
    {
        foreach (var streamed in new[] { false, true })
        {
            if (ChatTexts.IsMediaType(path))
            {
                await AssertRefused(path, streamed);
                continue;
            }

            var (message, options) = ChatTexts.Fill(path, Canary);
            var test = RedactionTest.Echo(configure: options => options.BinaryContent = ContentPolicy.Allow);
            await test.AskAsync([message], streamed, options);
            AssertClean(test, path);
        }
    }

    [TestCaseSource(nameof(EncodedForms))]
    public async Task EncodedForms_OfAValueInTheRequest_AreNotSent(string form)
    {
        foreach (var streamed in new[] { false, true })
        {
            var test = RedactionTest.Echo();
            var text = $"see {form}, that is {Canary}";
            var response = await test.AskAsync(text, streamed);
            AssertClean(test, form);
            Assert.That(response.Text, Is.EqualTo(text));
        }
    }

    [Test]
    public void EveryContent_OfTheLibrary_IsKnown()
    {
        var collector = new ValueCollector(new RedactionOptions { BinaryContent = ContentPolicy.Allow }, new RedactionPolicy(new RedactionOptions(), null, []));
        foreach (var type in ChatTexts.Contents)
        {
            Assert.That(() => collector.Content((AIContent)ChatTexts.Create(type, "x")!), Throws.Nothing, type.Name);
        }

        Assert.That(ChatTexts.Contents, Has.Length.GreaterThan(15));
        Assert.That(ChatTexts.Paths().Count(), Is.GreaterThan(70));
    }

    [Test]
    public void EverySettableProperty_IsTextOrDecided() => Assert.That(ChatTexts.Undecided(), Is.Empty);

    [Test]
    public async Task Objects_InArgumentsResultsAndProperties_AreNotSent([Values] bool streamed)
    {
        object[] values =
        [
            Canary, new[] { Canary }, new Dictionary<string, object?> { [Canary] = new List<object?> { Canary } }, new { Name = Canary }, new Uri($"https://h/{Canary}"),
            JsonSerializer.SerializeToElement(new { a = new[] { Canary } }), JsonDocument.Parse($$"""{"{{Canary}}":1}"""),
            System.Text.Json.Nodes.JsonNode.Parse($$"""["{{Canary}}"]""")!, $$"""{"text":"line\n{{Canary}}","nested":"{\"a\":\"{{Canary}}\"}"}""", new TextContent(Canary),
            new List<AIContent> { new TextContent(Canary) }, new Dictionary<string, string> { ["k"] = Canary },
        ];
        foreach (var value in values)
        {
            var test = RedactionTest.Echo();
            var message = new ChatMessage(ChatRole.Tool,
                [new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = value }), new FunctionResultContent("1", value)])
            { AdditionalProperties = new() { ["p"] = value } };
            await test.AskAsync([message], streamed, new ChatOptions { AdditionalProperties = new() { ["p"] = value } });
            AssertClean(test, value.GetType().Name);
        }
    }

    [Test]
    public async Task RawRepresentations_AreLeftOut([Values] bool streamed)
    {
        foreach (var type in ChatTexts.Contents)
        {
            var content = (AIContent)ChatTexts.Create(type, "x")!;
            content.RawRepresentation = Canary;
            var test = RedactionTest.Echo(configure: options => options.BinaryContent = ContentPolicy.Allow);
            await test.AskAsync([new ChatMessage(ChatRole.User, [content]) { RawRepresentation = Canary }], streamed);
            Assert.That(test.Sent[0].RawRepresentation, Is.Null);
            Assert.That(test.Sent[0].Contents[0].RawRepresentation, Is.Null, type.Name);
            Assert.That(content.RawRepresentation, Is.EqualTo(Canary));
        }
    }

    [Test]
    public async Task Tools_DescribeThemselvesWithoutValues([Values] bool streamed)
    {
        var function = AIFunctionFactory.Create(
            (string a) => a, new AIFunctionFactoryOptions { Name = "f", Description = $"asks {Canary}", AdditionalProperties = new Dictionary<string, object?> { ["p"] = Canary } });
        var schema = JsonSerializer.SerializeToElement(new { type = "object", description = Canary });
        AITool[] tools =
        [
            function, AIFunctionFactory.CreateDeclaration("g", Canary, schema, schema), new HostedCodeInterpreterTool { Inputs = [new TextContent(Canary)] },
            new HostedFileSearchTool { Inputs = [new HostedFileContent(Canary)] }, new HostedWebSearchTool(new Dictionary<string, object?> { ["a"] = Canary }),
            new HostedImageGenerationTool(new Dictionary<string, object?> { ["a"] = Canary }) { Options = new() { MediaType = Canary, ModelId = Canary, AdditionalProperties = new() { ["a"] = Canary } } },
            new HostedToolSearchTool(new Dictionary<string, object?> { ["a"] = Canary }) { DeferredTools = [Canary], Namespace = Canary, NamespaceDescription = Canary },
            new HostedMcpServerTool(Canary, $"https://h/{Canary}") { ServerDescription = Canary, AllowedTools = [Canary], Headers = new Dictionary<string, string> { [Canary] = Canary } },
        ];
        var test = RedactionTest.Echo();
        await test.AskAsync("x", streamed, new ChatOptions { Tools = tools, ResponseFormat = new ChatResponseFormatJson(schema, Canary, Canary), ToolMode = new RequiredChatToolMode(Canary) });
        AssertClean(test, "tools");
        Assert.That(test.SentOptions!.Tools![0], Is.InstanceOf<AIFunction>());
        Assert.That(function.Description, Does.Contain(Canary));
    }

    // Nothing can take the place of a part of a media type.
    private static async Task AssertRefused(string path, bool streamed)
    {
        var (message, options) = ChatTexts.Fill(path, ChatTexts.PlainCanary);
        var test = RedactionTest.Echo(configure: options =>
        {
            options.BinaryContent = ContentPolicy.Allow;
            options.Terms["names"] = new RedactionTerms { Terms = { ChatTexts.PlainCanary } };
        });
        await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync([message], streamed, options));
        Assert.That(test.Sent, Is.Empty);
    }

    private static IEnumerable<string> EncodedForms() =>
        [.. ChatTexts.Forms[..4], .. new[] { "", "x", "xy", "xyz" }.Select(before => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Canary} and more")))];

    private static void AssertClean(RedactionTest test, string what)
    {
        var seen = new List<string>();
        TextWalk.Collect(test.Sent, seen, []);
        TextWalk.Collect(test.SentOptions, seen, []);
        Assert.That(seen, Is.Not.Empty);
        foreach (var form in ChatTexts.Forms)
        {
            Assert.That(seen.Where(text => text.Contains(form, StringComparison.OrdinalIgnoreCase)), Is.Empty, $"{what}: {form}");
        }
    }
}
