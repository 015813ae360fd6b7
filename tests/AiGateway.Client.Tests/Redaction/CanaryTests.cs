using System.Reflection;
using System.Text;
using System.Text.Json;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>A value in every text that the chat types of Microsoft.Extensions.AI have, found by reflection, so that a new one fails here.</summary>
public sealed class CanaryTests
{
    private const string Canary = "canary.seven@example.org";

    private static readonly string[] Forms =
    [
        Canary, Canary.Replace("@", "\\u0040", StringComparison.Ordinal), Uri.EscapeDataString(Canary), Convert.ToHexString(Encoding.UTF8.GetBytes(Canary)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), Convert.ToBase64String([0, .. Encoding.UTF8.GetBytes(Canary)])[4..^4],
        Convert.ToBase64String([0, 0, .. Encoding.UTF8.GetBytes(Canary)])[4..^4],
    ];

    private static readonly Type[] Contents = [.. typeof(AIContent).Assembly.GetExportedTypes()
        .Where(type => typeof(AIContent).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructors().Length > 0)];

    private static IEnumerable<TestCaseData> Texts() => TextPaths().Select(path => new TestCaseData(path));

    [TestCaseSource(nameof(Texts))]
    public async Task EverySettableText_IsNotSent(string path)
    {
        foreach (var streamed in new[] { false, true })
        {
            if (path.EndsWith("ediaType", StringComparison.Ordinal) || path.EndsWith("(mediaType)", StringComparison.Ordinal))
            {
                await AssertRefused(path, streamed);
                continue;
            }

            var (message, options) = Fill(path, Canary);
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
        foreach (var type in Contents)
        {
            Assert.That(() => collector.Content((AIContent)Create(type, "x")!), Throws.Nothing, type.Name);
        }

        Assert.That(Contents, Has.Length.GreaterThan(15));
        Assert.That(TextPaths().Count(), Is.GreaterThan(70));
    }

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
        foreach (var type in Contents)
        {
            var content = (AIContent)Create(type, "x")!;
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
        var (message, options) = Fill(path, "canary-seven");
        var test = RedactionTest.Echo(configure: options =>
        {
            options.BinaryContent = ContentPolicy.Allow;
            options.Terms["names"] = new RedactionTerms { Terms = { "canary-seven" } };
        });
        await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync([message], streamed, options));
        Assert.That(test.Sent, Is.Empty);
    }

    private static IEnumerable<string> EncodedForms() =>
        [.. Forms[..4], .. new[] { "", "x", "xy", "xyz" }.Select(before => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Canary} and more")))];

    private static void AssertClean(RedactionTest test, string what)
    {
        var seen = new List<string>();
        TextWalk.Collect(test.Sent, seen, []);
        TextWalk.Collect(test.SentOptions, seen, []);
        Assert.That(seen, Is.Not.Empty);
        foreach (var form in Forms)
        {
            Assert.That(seen.Where(text => text.Contains(form, StringComparison.OrdinalIgnoreCase)), Is.Empty, $"{what}: {form}");
        }
    }

    internal static IEnumerable<string> TextPaths()
    {
        foreach (var owner in new[] { typeof(ChatMessage), typeof(ChatOptions), typeof(CitationAnnotation) }.Concat(Contents))
        {
            foreach (var property in owner.GetProperties().Where(IsText))
            {
                yield return $"{owner.Name}.{property.Name}";
            }

            foreach (var parameter in Constructor(owner).GetParameters().Where(parameter => parameter.ParameterType == typeof(string)))
            {
                yield return $"{owner.Name}({parameter.Name})";
            }
        }
    }

    private static bool IsText(PropertyInfo property) => property.CanWrite && property.SetMethod!.IsPublic
        && (property.PropertyType == typeof(string) || property.PropertyType == typeof(Uri) || property.PropertyType == typeof(IList<string>)
            || property.PropertyType == typeof(AdditionalPropertiesDictionary) || property.PropertyType == typeof(IDictionary<string, object?>)
            || property.PropertyType == typeof(IList<AIContent>) || property.PropertyType == typeof(IList<AIAnnotation>));

    internal static (ChatMessage Message, ChatOptions Options) Fill(string path, string canary)
    {
        var owner = path.Split('.', '(')[0];
        var member = path.Split('.', '(')[1].TrimEnd(')');
        var type = new[] { typeof(ChatMessage), typeof(ChatOptions), typeof(CitationAnnotation) }.Concat(Contents).Single(type => type.Name == owner);
        var target = Create(type, "x", path.Contains('(', StringComparison.Ordinal) ? member : null, canary)!;
        if (path.Contains('.', StringComparison.Ordinal))
        {
            var property = type.GetProperty(member)!;
            property.SetValue(target, member == "MediaType" ? $"text/{canary}" : Value(property.PropertyType, canary));
        }

        return target switch
        {
            ChatMessage message => (message, new ChatOptions()),
            ChatOptions options => (new ChatMessage(ChatRole.User, "x"), options),
            AIAnnotation annotation => (new ChatMessage(ChatRole.User, [new TextContent("x") { Annotations = [annotation] }]), new ChatOptions()),
            _ => (new ChatMessage(ChatRole.User, [(AIContent)target]), new ChatOptions()),
        };
    }

    private static object Value(Type type, string canary) => type switch
    {
        _ when type == typeof(string) => canary,
        _ when type == typeof(Uri) => new Uri($"https://h/?q={Uri.EscapeDataString(canary)}"),
        _ when type == typeof(IList<string>) => new List<string> { canary },
        _ when type == typeof(AdditionalPropertiesDictionary) => new AdditionalPropertiesDictionary { [canary] = new object?[] { canary, null, 1 } },
        _ when type == typeof(IDictionary<string, object?>) => new Dictionary<string, object?> { [canary] = canary },
        _ when type == typeof(IList<AIContent>) => new List<AIContent> { new TextContent(canary) },
        _ => new List<AIAnnotation> { new CitationAnnotation { Title = canary, AdditionalProperties = new() { ["a"] = canary } } },
    };

    private static ConstructorInfo Constructor(Type type) => type.GetConstructors().OrderBy(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType == typeof(ReadOnlyMemory<byte>)))
        .ThenByDescending(constructor => constructor.GetParameters().Count(parameter => parameter.ParameterType == typeof(string))).First();

    private static object? Create(Type type, string text, string? chosen = null, string? canary = null)
    {
        var constructor = Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var wanted when wanted == typeof(string) && parameter.Name == "uri" => type == typeof(DataContent)
                ? $"data:text/plain;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(parameter.Name == chosen ? canary! : text))}"
                : $"https://h/{(parameter.Name == chosen ? canary : text)}",
            var wanted when wanted == typeof(string) && parameter.Name == "mediaType" => parameter.Name == chosen ? $"text/{canary}" : "text/plain",
            var wanted when wanted == typeof(string) => parameter.Name == chosen ? canary : text,
            var wanted when wanted == typeof(ChatRole) => ChatRole.User,
            var wanted when wanted == typeof(ToolCallContent) => new FunctionCallContent(text, text),
            var wanted when wanted == typeof(UsageDetails) => new UsageDetails(),
            var wanted when wanted.IsValueType => Activator.CreateInstance(wanted),
            _ => null,
        })]);
    }
}
