using System.Text.Json;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>A function in which nothing was found is not read again, unless it says something else.</summary>
public sealed class CleanFunctionTests
{
    private const string Email = RedactionTest.Email;

    [Test]
    public async Task Function_SaysSomethingElseTheNextTime_IsReadAgain(
        [Values("Name", "Description", "Schema", "Result", "Property")] string what, [Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        var function = new Function();
        var options = new ChatOptions { Tools = [function] };
        for (var i = 0; i < 3; i++)
        {
            await test.AskAsync("Hi", streamed, options);
            Assert.That(test.SentOptions!.Tools![0], Is.SameAs(function));
        }

        function.Change(what, Email);
        for (var i = 0; i < 3; i++)
        {
            await test.AskAsync("Hi", streamed, options);
            Assert.That(Text(test.SentOptions!.Tools![0]), Does.Not.Contain("alice").And.Contain("[EMAIL_ADDRESS_"));
        }

        function.Change(what, "nobody");
        await test.AskAsync("Hi", streamed, options);
        Assert.That(test.SentOptions!.Tools![0], Is.SameAs(function));
    }

    [Test]
    public async Task Function_IsClean_WhatAMessageCallsAValueIsReplacedInItToo([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Patterns["STAFF_ID"] = new RedactionPattern { Entity = "STAFF_ID", Pattern = @"\bstaff [0-9]{4}\b" });
        var function = new Function();
        function.Change("Description", "Knows staff 4711th.");
        var options = new ChatOptions { Tools = [function] };
        await test.AskAsync("Hi", streamed, options);
        Assert.That(test.SentOptions!.Tools![0], Is.SameAs(function));
        await test.AskAsync("I am staff 4711.", streamed, options);
        Assert.That(Text(test.SentOptions!.Tools![0]), Does.Not.Contain("staff 4711"));
    }

    [Test]
    public async Task LookAlike_OfTwoFunctions_IsEscapedInTheSecondOneToo()
    {
        var token = await TokenAsync();
        var (first, second) = (new Function(), new Function());
        first.Change("Description", token);
        second.Change("Description", token);
        var test = RedactionTest.Echo();
        await test.AskAsync("Hi", streamed: false, new ChatOptions { Tools = [first, second] });
        await test.AskAsync(Email, streamed: false, new ChatOptions { Tools = [second] });
        Assert.That(Text(test.SentOptions!.Tools![0]), Does.Not.Contain(token), "it is no pseudonym of the request");
    }

    [Test]
    public async Task Message_InWhichNothingIsFound_IsSentAsItIs_AndOneThatChangesHasAListOfItsOwn([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, [new TextContent("I am"), new TextContent(Email)]) { AuthorName = "me" }];
        await test.AskAsync(messages, streamed);
        Assert.That(test.Sent[0], Is.SameAs(messages[0]));
        Assert.That(test.Sent[1], Is.Not.SameAs(messages[1]));
        Assert.That(test.Sent[1].Contents, Is.Not.SameAs(messages[1].Contents));
        Assert.That(test.Sent[1].Contents[0], Is.SameAs(messages[1].Contents[0]));
        Assert.That(messages[1].Text, Is.EqualTo("I am" + Email));
        messages[1].Contents.RemoveAt(1);
        messages[1].AuthorName = Email;
        await test.AskAsync(messages, streamed);
        Assert.That(test.Sent[1].Contents, Is.Not.SameAs(messages[1].Contents).And.EqualTo(messages[1].Contents), "what is below may change it");
    }

    private static async Task<string> TokenAsync()
    {
        var test = RedactionTest.Echo();
        await test.AskAsync(Email, streamed: false);
        return test.SentText;
    }

    private static string Text(AITool tool)
    {
        var function = (AIFunctionDeclaration)tool;
        return string.Join('\n', function.Name, function.Description, function.JsonSchema.GetRawText(), function.ReturnJsonSchema?.GetRawText(), string.Join(',', function.AdditionalProperties));
    }

    private sealed class Function : AIFunction
    {
        private readonly Dictionary<string, object?> _properties = [];
        private string _name = "find";
        private string _description = "Finds somebody.";
        private JsonElement _schema = Schema("a name");
        private JsonElement? _result = Schema("an address");

        public override string Name => _name;

        public override string Description => _description;

        public override JsonElement JsonSchema => _schema;

        public override JsonElement? ReturnJsonSchema => _result;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties => _properties;

        public void Change(string what, string text)
        {
            switch (what)
            {
                case "Name":
                    _name = text;
                    break;
                case "Description":
                    _description = text;
                    break;
                case "Schema":
                    _schema = Schema(text);
                    break;
                case "Result":
                    _result = Schema(text);
                    break;
                default:
                    _properties["note"] = text;
                    break;
            }
        }

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new((object?)null);

        private static JsonElement Schema(string description) => JsonSerializer.SerializeToElement(new { type = "object", description });
    }
}
