using System.Text.Json;
using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>The same question has the same key, and no other has.</summary>
public sealed class CacheKeyTests
{
    private static readonly ChatMessage[] Conversation = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "One"), new(ChatRole.Assistant, "1"), new(ChatRole.User, "Two")];

    private static IEnumerable<TestCaseData> OtherOptions()
    {
        static TestCaseData Case(string name, Action<GatewayChatOptions> change) => new TestCaseData(change).SetArgDisplayNames(name);
        yield return Case("instructions", options => options.Instructions = "Be brief.");
        yield return Case("temperature", options => options.Temperature = 0);
        yield return Case("top-p", options => options.TopP = 0.5f);
        yield return Case("top-k", options => options.TopK = 3);
        yield return Case("max tokens", options => options.MaxOutputTokens = 3);
        yield return Case("seed", options => options.Seed = 3);
        yield return Case("stop", options => options.StopSequences = ["x"]);
        yield return Case("penalty", options => options.PresencePenalty = 1);
        yield return Case("other penalty", options => options.FrequencyPenalty = 1);
        yield return Case("model", options => options.ModelId = "m");
        yield return Case("reasoning", options => options.Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High });
        yield return Case("JSON", options => options.ResponseFormat = ChatResponseFormat.Json);
        yield return Case("schema", options => options.ResponseFormat = ChatResponseFormat.ForJsonSchema(Json("""{ "type": "object" }""")));
        yield return Case("tool", options => options.Tools = [AIFunctionFactory.Create(() => 1, "f")]);
        yield return Case("tool mode", options => options.ToolMode = ChatToolMode.RequireAny);
        yield return Case("parallel calls", options => options.AllowMultipleToolCalls = false);
        yield return Case("additional property", options => options.AdditionalProperties = new() { ["x"] = 1 });
        yield return Case("target", options => options.Target = "main");
        yield return Case("regions", options => options.Regions = ["eu"]);
        yield return Case("no fallback", options => options.NoFallback = true);
        yield return Case("tenant", options => options.Caller = new() { Tenant = "acme" });
    }

    [TestCaseSource(nameof(OtherOptions))]
    public void Options_ThatDiffer_AreAnotherQuestion(Action<GatewayChatOptions> change) => Assert.That(KeyTest.SameOptions(change), Is.False);

    [TestCaseSource(nameof(OtherOptions))]
    public void Options_ThatAgree_AreTheSameQuestion(Action<GatewayChatOptions> change) => Assert.That(KeyTest.SameOptions(change, change), Is.True);

    [Test]
    public void Options_ThatOnlyTheGatewayReads_MakeNoDifference() => Assert.That(
        KeyTest.SameOptions(options =>
        {
            options.Tags = new Dictionary<string, string> { ["feature"] = "x" };
            options.Deadline = TimeSpan.FromSeconds(1);
            options.Priority = GatewayPriority.High;
            options.OnCompleted = _ => { };
            options.CacheControl = new CacheControl { TimeToLive = TimeSpan.FromSeconds(5) };
            options.Caller = new() { User = "u1", Application = "a" };
        }), Is.True);

    [TestCase("User", false)]
    [TestCase("Tenant", true)]
    [TestCase("Shared", true)]
    public void Partition_OtherUser(string partition, bool same) => Assert.That(
        KeyTest.SameOptions(options => options.Caller = new() { Tenant = "t", User = "u1" }, options => options.Caller = new() { Tenant = "t", User = "u2" }, partition), Is.EqualTo(same));

    [Test]
    public void Partition_SameUserNameOfAnotherTenant_IsAnother() => Assert.That(
        KeyTest.SameOptions(options => options.Caller = new() { Tenant = "t1", User = "u" }, options => options.Caller = new() { Tenant = "t2", User = "u" }, "User"), Is.False);

    [Test]
    public void Partition_ByTag_TellsApart() => Assert.That(
        KeyTest.SameOptions(options => options.Tags = new Dictionary<string, string> { ["f"] = "1" }, options => options.Tags = new Dictionary<string, string> { ["f"] = "2" }, "Tag:f"), Is.False);

    [Test]
    public void Partition_ByUser_WithoutUser_Bypasses()
    {
        using var key = KeyTest.Key([new(ChatRole.User, "x")], new GatewayChatOptions { Caller = new() { Tenant = "t" } }, "User");
        Assert.That(key.Reason, Is.EqualTo(CacheBypass.Caller));
    }

    [TestCase("")]
    [TestCase("Nobody")]
    [TestCase("Tenant, Shared")]
    [TestCase("Tag:")]
    public void Partition_Unknown_IsRefused(string text) => Assert.That(CachePartition.Parse(text), Is.Null);

    [Test]
    public void Partition_SharedByName_CrossesTenants() => Assert.That(
        KeyTest.SameOptions(options => options.Caller = new() { Tenant = "t1" }, options => options.Caller = new() { Tenant = "t2" }, "shared"), Is.True);

    [Test]
    public void Messages_ThatDiffer_AreAnotherQuestion()
    {
        ChatMessage[][] others =
        [
            [new(ChatRole.System, "Be long."), .. Conversation[1..]],
            [Conversation[0], new(ChatRole.User, "Other"), .. Conversation[2..]],
            [.. Conversation[..2], new(ChatRole.Assistant, "2"), Conversation[3]],
            [.. Conversation[..3], new(ChatRole.User, "Three")],
            [.. Conversation[..3], new(ChatRole.System, "Two")],
            [.. Conversation[..3], new(ChatRole.User, "Two") { AuthorName = "Ann" }],
            [.. Conversation[..3], new(ChatRole.User, [new DataContent("Two"u8.ToArray(), "image/png")])],
            [.. Conversation[..3], new(ChatRole.User, [new TextContent("T"), new TextContent("wo")])],
            [.. Conversation[..3], new(ChatRole.User, [new TextReasoningContent("Two")])],
            [.. Conversation[..3], new(ChatRole.User, "Two") { AdditionalProperties = new() { ["x"] = 1 } }],
            Conversation[1..],
        ];
        Assert.That(others.Where(other => KeyTest.SameMessages(Conversation, other)), Is.Empty);
    }

    [Test]
    public void Messages_IdsAndTimes_MakeNoDifference() => Assert.That(
        KeyTest.SameMessages(Conversation, Conversation.Select(message => new ChatMessage(message.Role, message.Text) { MessageId = "m-1", CreatedAt = DateTimeOffset.UnixEpoch })), Is.True);

    [Test]
    public void Contents_ThatDiffer_AreAnotherQuestion()
    {
        AIContent[] contents =
        [
            new DataContent(new byte[] { 1 }, "image/png"), new DataContent(new byte[] { 2 }, "image/png"), new DataContent(new byte[] { 1 }, "image/jpeg"),
            new UriContent("http://h/a", "image/png"), new UriContent("http://h/b", "image/png"),
            Call("c", "f", 1), Call("c", "f", 2), Call("c", "f", "1"), Call("c", "g", 1), Call("d", "f", 1),
            new FunctionResultContent("c", "1"), new FunctionResultContent("c", 1), new FunctionResultContent("c", Json("1")),
            new TextReasoningContent("a"), new TextReasoningContent("a") { ProtectedData = "p" }, new ErrorContent("a"), new UsageContent(new()),
        ];
        var equal = from left in Enumerable.Range(0, contents.Length)
                    from right in Enumerable.Range(0, left)
                    where KeyTest.SameMessages([new(ChatRole.Assistant, [contents[left]])], [new(ChatRole.Assistant, [contents[right]])])
                    select (left, right);
        Assert.That(equal, Is.Empty);
    }

    [Test]
    public void Arguments_InAnotherOrder_AreTheSameQuestion() => Assert.That(KeyTest.SameMessages(
        [new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 })])],
        [new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["b"] = 2, ["a"] = 1 })])]), Is.True);

    [Test]
    public void Texts_MovedAcrossAnyBorder_AreAnotherQuestion() => Gen.Select(Gen.String[0, 8], Gen.String[0, 8], Gen.String[0, 8], Gen.String[0, 8]).Sample((a, b, c, d) =>
        (a == c && b == d) == KeyTest.SameMessages([new(ChatRole.User, a), new(ChatRole.User, b)], [new(ChatRole.User, c), new(ChatRole.User, d)])
        && ((a == c && b == d) || !KeyTest.SameOptions(
            options => options.Caller = new() { Tenant = a, User = b }, options => options.Caller = new() { Tenant = c, User = d }, "User")));

    [Test]
    public void Texts_WithLoneSurrogates_StayApart() => Assert.That(KeyTest.SameMessages([new(ChatRole.User, "a\uD800")], [new(ChatRole.User, "a\uD801")]), Is.False);

    [Test]
    public void Fingerprint_LeavesOutTheLastUserText_AndNothingElse()
    {
        using var one = KeyTest.Key(Conversation);
        using var two = KeyTest.Key([.. Conversation[..3], new(ChatRole.User, "Something else")]);
        using var other = KeyTest.Key([Conversation[0], new(ChatRole.User, "Other"), .. Conversation[2..]]);
        Assert.That(one.Fingerprint.SequenceEqual(two.Fingerprint), Is.True);
        Assert.That(one.Fingerprint.SequenceEqual(other.Fingerprint), Is.False);
        using var answered = KeyTest.Key(Conversation[..3]);
        Assert.That(answered.FingerprintLength, Is.EqualTo(-1));
    }

    [Test]
    public void WhatTheKeyCannotSee_Bypasses()
    {
        var text = new ChatMessage(ChatRole.User, "x");
        Assert.That(KeyTest.Reason(text, new ChatOptions { ConversationId = "c" }), Is.EqualTo(CacheBypass.Conversation));
        Assert.That(KeyTest.Reason(text, new ChatOptions { RawRepresentationFactory = _ => null }), Is.EqualTo(CacheBypass.RawRepresentation));
        Assert.That(KeyTest.Reason(text, new ChatOptions { AdditionalProperties = new() { ["x"] = new object() } }), Is.EqualTo(CacheBypass.Value));
        Assert.That(KeyTest.Reason(text, new ChatOptions { Tools = [new HostedWebSearchTool()] }), Is.EqualTo(CacheBypass.Tool));
        Assert.That(KeyTest.Reason(text, new UnknownOptions()), Is.EqualTo(CacheBypass.Options));
        Assert.That(KeyTest.Reason(new(ChatRole.User, [new AIContent()])), Is.EqualTo(CacheBypass.Content));
        Assert.That(KeyTest.Reason(new(ChatRole.User, [new HostedVectorStoreContent("v")])), Is.EqualTo(CacheBypass.Content));
        Assert.That(KeyTest.Reason(new(ChatRole.User, [new OtherCall()])), Is.EqualTo(CacheBypass.Content));
        Assert.That(KeyTest.Reason(new(ChatRole.User, [new TextContent("x") { RawRepresentation = 1 }])), Is.EqualTo(CacheBypass.RawRepresentation));
        Assert.That(KeyTest.Reason(new(ChatRole.User, "x") { RawRepresentation = 1 }), Is.EqualTo(CacheBypass.RawRepresentation));
        Assert.That(KeyTest.Reason(new(ChatRole.Assistant, "x") { RawRepresentation = 1 }), Is.EqualTo(CacheBypass.None));
        Assert.That(KeyTest.Reason(new(ChatRole.Tool, [new FunctionResultContent("c", new object())])), Is.EqualTo(CacheBypass.Value));
    }

    [Test]
    public void LongConversation_AllocatesNothing()
    {
        ChatMessage[] messages = [.. Enumerable.Range(0, 10).Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, new string('x', 400)))];
        var (facts, options) = (KeyTest.Facts(), new ChatOptions { Temperature = 0.5f });
        for (var i = 0; i < 100; i++)
        {
            CacheKey.Create(facts, null, messages, options).Dispose();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            CacheKey.Create(facts, null, messages, options).Dispose();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void FastHash_EveryBitCounts()
    {
        var data = new byte[131];
        var hashes = new HashSet<ulong> { FastHash.Compute(data, 1) };
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(hashes.Add(FastHash.Compute(data, 1)), Is.True);
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(Enumerable.Range(0, data.Length).All(length => hashes.Add(FastHash.Compute(data.AsSpan(0, length), 1))), Is.True);
        Assert.That(FastHash.Compute(data, 2), Is.Not.EqualTo(FastHash.Compute(data, 1)));
    }

    private static FunctionCallContent Call(string id, string name, object argument) => new(id, name, new Dictionary<string, object?> { ["a"] = argument });

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private sealed class OtherCall() : FunctionCallContent("c", "f");

    private sealed class UnknownOptions : ChatOptions;
}
