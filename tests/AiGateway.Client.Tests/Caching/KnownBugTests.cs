using System.Text.Json;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>What other caches got wrong: an answer given to another question, or none to the same one.</summary>
/// <remarks>Cut, filtered and broken answers, and what callers do to theirs, are in <see cref="CachingClientTests"/>; a store that is down, slow or full in <see cref="SharedTierTests"/>.</remarks>
public sealed class KnownBugTests
{
    private static IEnumerable<TestCaseData> Pairs()
    {
        static TestCaseData Case(string name, Question one, Question two) => new TestCaseData(one, two).SetArgDisplayNames(name);
        static Question With(Action<GatewayChatOptions> change)
        {
            var options = new GatewayChatOptions();
            change(options);
            return new Question([new(ChatRole.User, "Hi")], options);
        }

        static Question Said(params ChatMessage[] messages) => new(messages, null);
        static AITool Tool(string schema) => AIFunctionFactory.CreateDeclaration("find", "Finds.", JsonDocument.Parse(schema).RootElement);
        static ChatResponseFormat Format(string schema) => ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(schema).RootElement);
        yield return Case("other tools", With(options => options.Tools = []), With(options => options.Tools = [Tool("{}")]));
        yield return Case("other schema of a tool", With(options => options.Tools = [Tool("""{"type":"object"}""")]), With(options => options.Tools = [Tool("""{"type":"array"}""")]));
        yield return Case("other schema of the answer", With(options => options.ResponseFormat = Format("""{"type":"object"}""")), With(options => options.ResponseFormat = Format("""{"type":"array"}""")));
        yield return Case("other system prompt", Said(new(ChatRole.System, "a"), new(ChatRole.User, "Hi")), Said(new(ChatRole.System, "b"), new(ChatRole.User, "Hi")));
        yield return Case("other instructions", With(options => options.Instructions = "a"), With(options => options.Instructions = "b"));
        yield return Case("other earlier turn",
            Said(new(ChatRole.User, "a"), new(ChatRole.Assistant, "x"), new(ChatRole.User, "Hi")), Said(new(ChatRole.User, "b"), new(ChatRole.Assistant, "x"), new(ChatRole.User, "Hi")));
        yield return Case("other tenant", With(options => options.Caller = new() { Tenant = "a" }), With(options => options.Caller = new() { Tenant = "b" }));
        yield return Case("image instead of text", Said(new ChatMessage(ChatRole.User, "Hi")), Said(new ChatMessage(ChatRole.User, [new DataContent("Hi"u8.ToArray(), "image/png")])));
        yield return Case("forged end of the tenant", With(options => options.Caller = new() { Tenant = "a:b" }), With(options => options.Caller = new() { Tenant = "a", Application = "b" }));
        yield return Case("forged end of a message", Said(new ChatMessage(ChatRole.User, "a\nuser: b")), Said(new(ChatRole.User, "a"), new(ChatRole.User, "b")));
        yield return Case("forged end of an argument",
            Said(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = "1\",\"b\":\"2" })])),
            Said(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = "1", ["b"] = "2" })])));
    }

    [TestCaseSource(nameof(Pairs))]
    public async Task Questions_ThatDiffer_GetAnswersOfTheirOwn(Question one, Question two)
    {
        foreach (var streamed in new[] { false, true })
        {
            var number = 0;
            using var test = new CacheTest(null, new FakeChatClient
            {
                OnResponse = (_, _, _) => Task.FromResult(CacheTest.Answer($"{++number}")),
                OnStream = (_, _, _) => CacheTest.Stream(CacheTest.Answer($"{++number}")),
            });
            List<string> answers = [];
            foreach (var question in new[] { one, two, one, two })
            {
                answers.Add((await test.AskAsync(streamed, question.Messages, question.Options)).Text);
            }

            Assert.That((string.Join(' ', answers), test.Calls), Is.EqualTo(("1 2 1 2", 2)));
        }
    }

    [Test]
    public async Task OtherUser_WherePartitionedByUser_GetsAnAnswerOfItsOwn([Values] bool streamed)
    {
        using var test = new CacheTest(options => options.PartitionBy = "User");
        foreach (var user in new[] { "u1", "u2", "u1", "u2" })
        {
            await test.AskAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "t", User = user } });
        }

        Assert.That(test.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task MessageIdsAndTimes_AreNoOtherQuestion([Values] bool streamed)
    {
        using var test = new CacheTest();
        await test.AskAsync(streamed, [new(ChatRole.User, "Hi") { MessageId = "1", CreatedAt = DateTimeOffset.UnixEpoch }]);
        var again = await test.AskAsync(streamed, [new(ChatRole.User, "Hi") { MessageId = "2", CreatedAt = DateTimeOffset.MaxValue }]);
        Assert.That((again.GetGatewayResult().Cache.Status, test.Calls), Is.EqualTo((CacheStatus.Hit, 1)));
    }

    [Test]
    public async Task AdditionalProperties_ThatCannotBeWritten_HurtNobody([Values] bool streamed, [Values] bool onMessage)
    {
        var endless = new Dictionary<string, object?>();
        endless["self"] = endless;
        using var test = new CacheTest();
        foreach (var value in new object[] { new object(), endless, new MemoryStream() })
        {
            var message = new ChatMessage(ChatRole.User, "Hi") { AdditionalProperties = onMessage ? new() { ["x"] = value } : null };
            var options = new ChatOptions { AdditionalProperties = onMessage ? null : new() { ["x"] = value } };
            var cache = (await test.AskAsync(streamed, [message], options)).GetGatewayResult().Cache;
            Assert.That((cache.Status, cache.Reason), Is.EqualTo((CacheStatus.Bypass, CacheBypass.Value)));
        }

        Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((3, 0)));
    }

    public sealed record Question(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
}
