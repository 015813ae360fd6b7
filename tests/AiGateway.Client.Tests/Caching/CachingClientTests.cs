using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Caching;

/// <summary>What is kept, for how long, and what those get who ask again.</summary>
public sealed class CachingClientTests
{
    [Test]
    public async Task SameQuestion_IsAskedOnce_WhicheverWay([Values] bool first, [Values] bool second)
    {
        using var test = new CacheTest();
        var (one, two) = (await test.AskAsync(first), await test.AskAsync(second));
        Assert.That(test.Calls, Is.EqualTo(1));
        Assert.That(two.Text, Is.EqualTo(CacheTest.Answer().Text));
        Assert.That((two.FinishReason, two.ResponseId, two.ModelId), Is.EqualTo((ChatFinishReason.Stop, "r-1", "m-1")));
        Assert.That((one.Usage!.InputTokenCount, two.Usage!.InputTokenCount, two.Usage.TotalTokenCount), Is.EqualTo((10, 0, 0)));
        Assert.That((one.GetGatewayResult().Cache.Status, two.GetGatewayResult().Cache.Status), Is.EqualTo((CacheStatus.Miss, CacheStatus.Hit)));
        Assert.That((one.GetGatewayResult().UsageStatus, two.GetGatewayResult().UsageStatus), Is.EqualTo((UsageStatus.Exact, UsageStatus.CacheHit)));
    }

    [Test]
    public async Task OtherTenant_IsAskedAgain([Values] bool streamed)
    {
        using var test = new CacheTest();
        await test.AskAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "a" } });
        await test.AskAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "b" } });
        await test.AskAsync(streamed, options: new GatewayChatOptions { Caller = new() { Tenant = "a" } });
        Assert.That(test.Calls, Is.EqualTo(2));
    }

    [TestCase("length")]
    [TestCase("content_filter")]
    [TestCase("tool_calls")]
    [TestCase(null)]
    public async Task IncompleteAnswer_IsNotKept(string? finish)
    {
        foreach (var streamed in new[] { false, true })
        {
            var answer = CacheTest.Answer();
            answer.FinishReason = finish is null ? null : new ChatFinishReason(finish);
            using var test = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(answer), OnStream = (_, _, _) => CacheTest.Stream(answer) });
            await test.AskAsync(streamed);
            await test.AskAsync(streamed);
            Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((2, 0)));
        }
    }

    [Test]
    public async Task AnswerThatCallsTools_IsKeptOnlyWhereThatIsWanted([Values] bool wanted, [Values] bool streamed)
    {
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = 1 })])) { FinishReason = ChatFinishReason.ToolCalls };
        using var test = new CacheTest(
            options => options.StoreToolCalls = wanted, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(answer), OnStream = (_, _, _) => CacheTest.Stream(answer) });
        await test.AskAsync(streamed);
        var again = await test.AskAsync(streamed);
        Assert.That(test.Calls, Is.EqualTo(wanted ? 1 : 2));
        Assert.That(again.Messages[0].Contents.OfType<FunctionCallContent>().Single().Arguments!["a"], Is.EqualTo(1));
    }

    [Test]
    public async Task AnswerThatCannotBeCopied_IsNotKept([Values] bool streamed)
    {
        var answer = CacheTest.Answer();
        answer.Messages[0].AdditionalProperties = new() { ["x"] = new object() };
        answer.Messages[0].Contents.Add(new AIContent());
        using var test = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(answer), OnStream = (_, _, _) => CacheTest.Stream(answer) });
        await test.AskAsync(streamed);
        Assert.That((await test.StatusAsync(streamed), test.Cache.Count), Is.EqualTo((CacheStatus.Miss, 0)));
    }

    [Test]
    public async Task AnswerThatIsTooLarge_IsNotKept([Values] bool streamed)
    {
        var answer = CacheTest.Answer(string.Concat(Enumerable.Repeat("word ", 2000)));
        using var test = new CacheTest(
            options => options.MaxEntryBytes = 4096, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(answer), OnStream = (_, _, _) => CacheTest.Stream(answer) });
        Assert.That((await test.AskAsync(streamed)).Text, Is.EqualTo(answer.Text));
        Assert.That((await test.AskAsync(streamed)).Text, Is.EqualTo(answer.Text));
        Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task FailedCall_IsNotKept([Values] bool streamed)
    {
        using var test = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => throw new IOException("x"), OnStream = (_, _, _) => Broken() });
        await Assert.ThrowsAsync<IOException>(() => test.AskAsync(streamed));
        await Assert.ThrowsAsync<IOException>(() => test.AskAsync(streamed));
        Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task StreamThatIsLeft_IsNotKept()
    {
        using var test = new CacheTest(null, new FakeChatClient { OnStream = (_, _, token) => Endless(token) });
        await foreach (var _ in test.Client.GetStreamingResponseAsync("Hi"))
        {
            break;
        }

        await Quiescence.WaitAsync();
        Assert.That(test.Cache.Count, Is.Zero);
    }

    [Test]
    public async Task Hit_IsTheCallersOwn([Values] bool streamed)
    {
        using var test = new CacheTest();
        await test.AskAsync(streamed);
        var mine = await test.AskAsync(streamed);
        mine.Usage!.InputTokenCount = 99;
        ((TextContent)mine.Messages[0].Contents[0]).Text = "changed";
        mine.Messages.Add(new(ChatRole.Assistant, "more"));
        var next = await test.AskAsync(streamed);
        Assert.That((next.Text, next.Usage!.InputTokenCount), Is.EqualTo((CacheTest.Answer().Text, 0)));
    }

    [Test]
    public async Task Miss_WhatTheCallerDoesToIt_IsNotKept([Values] bool streamed)
    {
        using var test = new CacheTest();
        var mine = await test.AskAsync(streamed);
        ((TextContent)mine.Messages[0].Contents[0]).Text = "changed";
        Assert.That((await test.AskAsync(streamed)).Text, Is.EqualTo(CacheTest.Answer().Text));
    }

    [Test]
    public async Task Time_ExpiresWithinTenPercent()
    {
        using var test = new CacheTest();
        for (var i = 0; i < 200; i++)
        {
            await test.AskAsync(false, $"{i}");
        }

        test.Time.Advance(TimeSpan.FromMinutes(8.99));
        for (var i = 0; i < 200; i++)
        {
            Assert.That(await test.StatusAsync(false, $"{i}"), Is.EqualTo(CacheStatus.Hit));
        }

        test.Time.Advance(TimeSpan.FromMinutes(1.01));
        var hits = 0;
        for (var i = 0; i < 200; i++)
        {
            hits += await test.StatusAsync(false, $"{i}", new GatewayChatOptions { CacheControl = new() { NoStore = true } }) is CacheStatus.Hit ? 1 : 0;
        }

        Assert.That(hits, Is.InRange(60, 140));
        test.Time.Advance(TimeSpan.FromMinutes(1.01));
        Assert.That(await test.StatusAsync(false, "0"), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Stale_IsGivenWhileANewAnswerIsFetched([Values] bool streamed)
    {
        using var test = new CacheTest(options => options.StaleWhileRevalidate = TimeSpan.FromMinutes(10));
        await test.AskAsync(streamed);
        test.Time.Advance(TimeSpan.FromMinutes(12));
        Assert.That(await test.StatusAsync(streamed), Is.EqualTo(CacheStatus.Stale));
        await Quiescence.WaitAsync();
        Assert.That((await test.StatusAsync(streamed), test.Calls), Is.EqualTo((CacheStatus.Hit, 2)));
        test.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(await test.StatusAsync(streamed), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Control_DecidesForOneRequest([Values] bool streamed)
    {
        using var test = new CacheTest();
        GatewayChatOptions With(CacheControl control) => new() { CacheControl = control };
        await test.AskAsync(streamed, options: With(new() { NoStore = true }));
        Assert.That(test.Cache.Count, Is.Zero);
        await test.AskAsync(streamed, options: With(new() { TimeToLive = TimeSpan.Zero }));
        Assert.That(test.Cache.Count, Is.Zero);
        await test.AskAsync(streamed, options: With(new() { TimeToLive = TimeSpan.FromHours(2) }));
        test.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await test.StatusAsync(streamed, options: With(new() { NoStore = true })), Is.EqualTo(CacheStatus.Hit));
        Assert.That(await test.StatusAsync(streamed, options: With(new() { Bypass = true })), Is.EqualTo(CacheStatus.Bypass));
        Assert.That(await test.StatusAsync(streamed, options: With(new() { Refresh = true })), Is.EqualTo(CacheStatus.Miss));
        Assert.That((test.Calls, test.Cache.Count), Is.EqualTo((5, 1)));
    }

    [Test]
    public async Task Bypass_SaysWhy([Values] bool streamed)
    {
        using var test = new CacheTest();
        for (var i = 0; i < 2; i++)
        {
            var cache = (await test.AskAsync(streamed, options: new ChatOptions { AdditionalProperties = new() { ["x"] = new object() } })).GetGatewayResult().Cache;
            Assert.That((cache.Status, cache.Reason), Is.EqualTo((CacheStatus.Bypass, CacheBypass.Value)));
        }

        Assert.That(test.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Invalidate_MakesUnfindable([Values] bool streamed)
    {
        using var test = new CacheTest();
        GatewayChatOptions Of(string tenant) => new() { Caller = new() { Tenant = tenant } };
        await test.AskAsync(streamed, options: Of("a"));
        await test.AskAsync(streamed, options: Of("b"));
        await test.Cache.InvalidateAsync(CacheScope.Partition(new() { Tenant = "a" }));
        Assert.That(await test.StatusAsync(streamed, options: Of("b")), Is.EqualTo(CacheStatus.Hit));
        Assert.That(await test.StatusAsync(streamed, options: Of("a")), Is.EqualTo(CacheStatus.Miss));
        await test.Cache.InvalidateAsync(CacheScope.Route("other"));
        Assert.That(await test.StatusAsync(streamed, options: Of("a")), Is.EqualTo(CacheStatus.Hit));
        await test.Cache.InvalidateAsync(CacheScope.Route("default"));
        Assert.That(test.Cache.Count, Is.Zero);
        await test.AskAsync(streamed, options: Of("a"));
        await test.Cache.InvalidateAsync(CacheScope.All);
        Assert.That(await test.StatusAsync(streamed, options: Of("a")), Is.EqualTo(CacheStatus.Miss));
    }

    [TestCase(true, 1)]
    [TestCase(false, 2)]
    public async Task RefusedRequest_IsRememberedOnlyWhereThatIsWanted(bool wanted, int calls)
    {
        var inner = new FakeChatClient { OnResponse = (_, _, _) => throw new HttpRequestException("x", null, System.Net.HttpStatusCode.BadRequest) };
        using var test = new CacheTest(options => options.NegativeTimeToLive = wanted ? TimeSpan.FromMinutes(1) : null, inner);
        await Assert.ThrowsAsync<HttpRequestException>(() => test.AskAsync(false));
        if (wanted)
        {
            Assert.That((await Assert.ThrowsAsync<CachedFailureException>(() => test.AskAsync(false)))!.Failure.StatusCode, Is.EqualTo(400));
            await Assert.ThrowsAsync<CachedFailureException>(() => test.AskAsync(true));
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => test.AskAsync(false));
        }

        Assert.That(test.Calls, Is.EqualTo(calls));
        test.Time.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<HttpRequestException>(() => test.AskAsync(false));
    }

    [Test]
    public async Task Replay_ComesInGroupsOfWords_AndKeepsTheOrder()
    {
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("I think about it."), new TextContent(CacheTest.Answer().Text), new UriContent("http://h/x", "image/png")]))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = CacheTest.Usage,
        };
        using var test = new CacheTest(null, new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(answer) });
        await test.AskAsync(false);
        var updates = await test.Client.GetStreamingResponseAsync("Hi").ToListAsync();
        var texts = updates.SelectMany(update => update.Contents).OfType<TextContent>().Select(text => text.Text).ToList();
        Assert.That(texts, Has.Count.InRange(2, 4));
        Assert.That(texts.SkipLast(1), Is.All.EndsWith(" "));
        Assert.That(updates.SelectMany(update => update.Contents).Select(content => content.GetType()).Distinct(),
            Is.EqualTo(new[] { typeof(TextReasoningContent), typeof(TextContent), typeof(UriContent), typeof(UsageContent) }));
        Assert.That(updates.Count(update => update.FinishReason is not null), Is.EqualTo(1));
    }

    [Test]
    public void GroupEnd_LeavesCharactersWhole()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 60));
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = AnswerReplay.GroupEnd(text, start);
            Assert.That((char.IsLowSurrogate(text[start]), char.IsHighSurrogate(text[end - 1])), Is.EqualTo((false, false)));
        }
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        var failures = Assert.Throws<OptionsValidationException>(() => new FakeChatClient().AsBuilder().UseGatewayCaching(options =>
        {
            options.MaxBytes = 1;
            options.PartitionBy = "Nobody";
        }))!.Failures;
        Assert.That(failures, Is.EquivalentTo(new[]
        {
            "Caching:MaxBytes = '1' is out of range: from 1048576 to 1099511627776.",
            "Caching:PartitionBy = 'Nobody' is not known. Use any of Tenant, User, App, Tag:<name>, or Shared alone.",
            "Caching:TimeToLive is missing. Say how long answers are kept.",
        }));
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Broken()
    {
        yield return FakeChatClient.Text("part");
        await Task.Yield();
        throw new IOException("x");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        yield return FakeChatClient.Text("part");
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
    }
}
