using AiGateway.Client.Context;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.RateLimiting;

public sealed class RateLimitQueueTests
{
    private const string OneAtATime = """ "RateLimits": { "slots": { "PartitionBy": "Tenant", "Concurrency": 1, "QueueLimit": 3, "QueueTimeout": "00:00:30" } } """;

    [Test]
    public async Task Waiting_ASlotGetsFree_IsServedByPriorityThenArrival([Values] bool streamed)
    {
        List<string> order = [];
        var provider = new HeldCalls(order);
        await using var gateway = new LimitedGateway(OneAtATime, provider.Client);
        var running = Ask(gateway, streamed, "running");
        List<Task<ChatResponse>> calls = [running];
        foreach (var (name, priority) in new[] { ("normal", GatewayPriority.Normal), ("low", GatewayPriority.Low), ("high", GatewayPriority.High) })
        {
            calls.Add(Ask(gateway, streamed, name, priority));
            await Quiescence.WaitAsync();
        }

        Assert.That((gateway.Waiting, order), Is.EqualTo((3, new[] { "running" })));
        for (var i = 0; i < calls.Count; i++)
        {
            await provider.EndOneAsync(i + 1);
        }

        await Task.WhenAll(calls);
        Assert.That(order, Is.EqualTo(new[] { "running", "high", "normal", "low" }));
        Assert.That((gateway.Waiting, gateway.Time.ArmedTimers), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Waiting_LongerThanItMay_IsRefusedOnTime([Values] bool streamed)
    {
        var provider = new HeldCalls();
        await using var gateway = new LimitedGateway(OneAtATime, provider.Client);
        var running = Ask(gateway, streamed, "running");
        var start = gateway.Time.GetUtcNow();
        var refusal = await Assert.ThrowsAsync<RateLimitExceededException>(() => gateway.Gateway.RunAsync(Ask(gateway, streamed, "late")));
        Assert.That(gateway.Time.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That((refusal!.ReasonCode, refusal.Message), Is.EqualTo((
            "rate_limit_queue_timeout",
            "Rate limit 'slots' (by Tenant) allows 1 request at once: 0 left, 1 needed. The request has waited 30 s for it, the longest it may.")));
        Assert.That(gateway.Waiting, Is.Zero);
        await provider.EndOneAsync(1);
        await running;
    }

    [Test]
    public async Task Queue_Full_RefusesTheNextAtOnceUnlessItGoesFirst([Values] bool streamed)
    {
        List<string> order = [];
        var provider = new HeldCalls(order);
        await using var gateway = new LimitedGateway(OneAtATime, provider.Client);
        var running = Ask(gateway, streamed, "running");
        List<Task<ChatResponse>> waiting = [];
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(Ask(gateway, streamed, $"normal-{i}"));
            await Quiescence.WaitAsync();
        }

        var refusal = await Assert.ThrowsAsync<RateLimitExceededException>(() => Ask(gateway, streamed, "fourth"));
        Assert.That((refusal!.ReasonCode, refusal.Message), Is.EqualTo((
            "rate_limit_queue_full", "Rate limit 'slots' (by Tenant) allows 1 request at once: 0 left, 1 needed. 3 requests wait already.")));
        waiting.Add(Ask(gateway, streamed, "high", GatewayPriority.High));
        await Assert.ThrowsAsync<RateLimitExceededException>(() => waiting[2]);
        Assert.That(gateway.Waiting, Is.EqualTo(3));
        for (var i = 0; i < 4; i++)
        {
            await provider.EndOneAsync(i + 1);
        }

        await Task.WhenAll(running, waiting[0], waiting[1], waiting[3]);
        Assert.That(order, Is.EqualTo(new[] { "running", "high", "normal-0", "normal-1" }));
    }

    [Test]
    public async Task Waiting_Cancelled_LeavesTheQueueToTheNext([Values] bool streamed)
    {
        List<string> order = [];
        var provider = new HeldCalls(order);
        using var cancellation = new CancellationTokenSource();
        await using var gateway = new LimitedGateway(OneAtATime, provider.Client);
        var running = Ask(gateway, streamed, "running");
        var cancelled = Ask(gateway, streamed, "cancelled", token: cancellation.Token);
        await Quiescence.WaitAsync();
        var next = Ask(gateway, streamed, "next");
        await Quiescence.WaitAsync();
        await cancellation.CancelAsync();
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => cancelled);
        Assert.That((exception!.CancellationToken, gateway.Waiting), Is.EqualTo((cancellation.Token, 1)));
        await provider.EndOneAsync(1);
        await provider.EndOneAsync(2);
        await Task.WhenAll(running, next);
        Assert.That(order, Is.EqualTo(new[] { "running", "next" }));
    }

    [Test]
    public async Task Waiting_ForAWindow_GoesOnWhenItFits([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 2, "Window": "00:00:10", "QueueLimit": 5, "QueueTimeout": "00:00:30" } } """);
        await gateway.AskAsync(streamed);
        await gateway.AskAsync(streamed);
        var start = gateway.Time.GetUtcNow();
        await gateway.Gateway.RunAsync(gateway.AskAsync(streamed));
        Assert.That(gateway.Time.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public async Task Waiting_KnownToBeInVain_IsRefusedAtOnce([Values] bool streamed)
    {
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 1, "Window": "01:00:00", "QueueLimit": 5 } } """);
        await gateway.AskAsync(streamed);
        var refusal = await gateway.RefuseAsync<RateLimitExceededException>(streamed);
        Assert.That(refusal.ReasonCode, Is.EqualTo("rate_limit_exceeded"));
    }

    [Test]
    public async Task Waiting_ForTokensThatAreRefunded_GoesOnAtOnce([Values] bool streamed)
    {
        var provider = new HeldCalls();
        await using var gateway = new LimitedGateway(
            """ "RateLimits": { "all": { "Tokens": 150, "Window": "01:00:00", "QueueLimit": 5 } } """, provider.Client, new RefundingEstimator());
        var first = Ask(gateway, streamed, "first");
        var second = Ask(gateway, streamed, "second");
        await Quiescence.WaitAsync();
        Assert.That(gateway.Waiting, Is.EqualTo(1));
        await provider.EndOneAsync(1);
        await provider.EndOneAsync(2);
        await Task.WhenAll(first, second);
    }

    [Test]
    public async Task Newcomer_WhileOthersWait_DoesNotOvertakeThem([Values] bool streamed)
    {
        List<string> order = [];
        var provider = new HeldCalls(order);
        await using var gateway = new LimitedGateway(OneAtATime, provider.Client);
        var running = Ask(gateway, streamed, "running");
        var waiting = Ask(gateway, streamed, "waiting");
        await Quiescence.WaitAsync();
        var newcomer = Ask(gateway, streamed, "newcomer");
        await Quiescence.WaitAsync();
        var other = Ask(gateway, streamed, "other", tenant: "other");
        for (var i = 1; i <= 4; i++)
        {
            await provider.EndOneAsync(i);
        }

        await Task.WhenAll(running, waiting, newcomer, other);
        Assert.That(order, Is.EqualTo(new[] { "running", "other", "waiting", "newcomer" }));
    }

    [Test]
    public async Task Waiting_InOneQueueThenAnother_KeepsItsPlace([Values] bool streamed)
    {
        List<string> order = [];
        var provider = new HeldCalls(order);
        await using var gateway = new LimitedGateway("""
            "RateLimits": {
                "slots": { "PartitionBy": "Tenant", "Concurrency": 1, "QueueLimit": 5 },
                "window": { "Requests": 1, "Window": "00:00:02", "QueueLimit": 5 } }
            """, provider.Client);
        var running = Ask(gateway, streamed, "running");
        var waiting = Ask(gateway, streamed, "waiting");
        await Quiescence.WaitAsync();
        await provider.EndOneAsync(1);
        await running;
        Assert.That((gateway.Waiting, order), Is.EqualTo((1, new[] { "running" })));
        await provider.EndOneAsync(1);
        await gateway.Gateway.RunAsync(waiting);
        Assert.That(gateway.Waiting, Is.Zero);
    }

    [Test]
    public async Task Metrics_TellHowLongRequestsWaited()
    {
        using var meter = new Measurements("aigateway.limits.queue.duration");
        await using var gateway = new LimitedGateway(""" "RateLimits": { "all": { "Requests": 1, "Window": "00:00:02", "QueueLimit": 5 } } """);
        await gateway.AskAsync(false);
        await gateway.Gateway.RunAsync(gateway.AskAsync(false));
        Assert.That(meter.Values, Is.EqualTo(new[] { 4.0 }));
    }

    private static Task<ChatResponse> Ask(
        LimitedGateway gateway, bool streamed, string name, GatewayPriority priority = GatewayPriority.Normal, string tenant = "acme", CancellationToken token = default)
    {
        var options = LimitedGateway.By(tenant, tag: name);
        options.Priority = priority;
        return gateway.AskAsync(streamed, options, token);
    }
}
