using AiGateway.Client.Budgets;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>The two stages on any chat client, without a gateway.</summary>
public sealed class StandaloneTests
{
    private readonly TestClock _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task UseRateLimits_UsageOfTheAnswer_IsCounted([Values] bool streamed)
    {
        using var services = Services();
        using var client = new FakeChatClient { OnResponse = (_, _, _) => Task.FromResult(Answer()), OnStream = (_, _, _) => FakeChatClient.Stream(Answer().ToChatResponseUpdates()) }
            .AsBuilder().UseRateLimits(limits => limits["t"] = new() { PartitionBy = "User, Model", Tokens = 5000 }).Build(services);
        await AskAsync(client, streamed, By("u1"));
        Assert.That(await TokensAsync(services, "1:m2:u1"), Is.EqualTo(30));
        await AskAsync(client, streamed, By("u1"));
        Assert.That(await TokensAsync(services, "1:m2:u1"), Is.EqualTo(60));
    }

    [Test]
    public async Task UseRateLimits_UsedUp_IsRefused([Values] bool streamed)
    {
        using var services = Services();
        using var client = new FakeChatClient().AsBuilder().UseRateLimits(limits => limits["r"] = new() { PartitionBy = "User", Requests = 1 }).Build(services);
        await AskAsync(client, streamed, By("u1"));
        await Assert.ThrowsAsync<RateLimitExceededException>(() => AskAsync(client, streamed, By("u1")));
        await AskAsync(client, streamed, By("u2"));
        await AskAsync(client, streamed, null);
    }

    [Test]
    public async Task UseBudgets_UnknownUsage_CountsTheEstimate([Values] bool streamed)
    {
        using var services = Services(new CostEstimator((_, tokens) => tokens.Tokens * 1000));
        using var client = new FakeChatClient().AsBuilder().UseBudgets(budgets => budgets["b"] = new() { Amount = 1 }).Build(services);
        await AskAsync(client, streamed, new ChatOptions { MaxOutputTokens = 100 });
        Assert.That((await BudgetAsync(services)).Spent, Is.EqualTo(105_000), "five tokens of input and a hundred of output");
    }

    [TestCase(400, 0)]
    [TestCase(500, 105_000)]
    public async Task UseBudgets_FailedCall_IsChargedUnlessItWasRefused(int status, int expected)
    {
        foreach (var streamed in new[] { false, true })
        {
            using var services = Services(new CostEstimator((_, tokens) => tokens.Tokens * 1000));
            using var client = new FakeChatClient
            {
                OnResponse = (_, _, _) => throw new HttpRequestException("Fails.", null, (System.Net.HttpStatusCode)status),
                OnStream = (_, _, _) => throw new HttpRequestException("Fails.", null, (System.Net.HttpStatusCode)status),
            }.AsBuilder().UseBudgets(budgets => budgets["b"] = new() { Amount = 1 }).Build(services);
            await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(client, streamed, new ChatOptions { MaxOutputTokens = 100 }));
            Assert.That(await BudgetAsync(services), Is.EqualTo(new QuotaUsage(expected, 0, 1_000_000_000 - expected)));
        }
    }

    [Test]
    public async Task UseBudgets_BehindTheEntryStage_ShowsLimitsOnTheResult([Values] bool streamed)
    {
        using var services = Services(new CostEstimator((_, _) => 100_000_000));
        using var client = new FakeChatClient().AsBuilder().UseGatewayEntry().UseBudgets(budgets => budgets["b"] = new() { Amount = 1 }).Build(services);
        var response = await AskAsync(client, streamed, null);
        Assert.That(response.GetGatewayResult().Limits.Single().Remaining, Is.EqualTo(0.9m));
    }

    [Test]
    public async Task UseRateLimits_MessagesThatCanBeReadOnce_ReachTheClient([Values] bool streamed)
    {
        IEnumerable<ChatMessage>? seen = null;
        using var client = new FakeChatClient
        {
            OnResponse = (messages, _, _) =>
            {
                seen = messages;
                return Task.FromResult(Answer());
            },
            OnStream = (messages, _, _) =>
            {
                seen = messages;
                return FakeChatClient.Stream(FakeChatClient.Finish());
            },
        }.AsBuilder().UseRateLimits(limits => limits["t"] = new() { Tokens = 5000 }).Build(Services());
        var messages = Once(new ChatMessage(ChatRole.User, "Hi"));
        _ = streamed ? await client.GetStreamingResponseAsync(messages).ToChatResponseAsync() : await client.GetResponseAsync(messages);
        Assert.That(seen!.Single().Text, Is.EqualTo("Hi"));
    }

    [Test]
    public void UseRateLimits_NotValid_ThrowsEverythingAtOnce()
    {
        var exception = Assert.Throws<ArgumentException>(() => new FakeChatClient().AsBuilder().UseRateLimits(limits =>
        {
            limits["a"] = new();
            limits["b"] = new() { Tokens = -1 };
        }));
        Assert.That(exception!.Message, Does.StartWith("RateLimits:a limits nothing.").And.Contain("RateLimits:b:Tokens = '-1'"));
        Assert.Throws<ArgumentException>(() => new FakeChatClient().AsBuilder().UseBudgets(budgets => budgets["b"] = new()));
    }

    [Test]
    public void Use_NoLimits_AddsNothing()
    {
        var fake = new FakeChatClient();
        Assert.That(fake.AsBuilder().UseBudgets(_ => { }).UseRateLimits(_ => { }).Build(), Is.SameAs(fake));
    }

    private static ChatResponse Answer()
    {
        var answer = FakeChatClient.Answer("fake");
        answer.Usage = new UsageDetails { InputTokenCount = 20, OutputTokenCount = 10 };
        return answer;
    }

    private static GatewayChatOptions By(string user) => new() { ModelId = "m", Caller = new GatewayCaller { User = user } };

    private static Task<ChatResponse> AskAsync(IChatClient client, bool streamed, ChatOptions? options) =>
        streamed ? client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : client.GetResponseAsync("Hi", options);

    private static async Task<long> TokensAsync(IServiceProvider services, string partition) => (await services.GetRequiredService<IQuotaStore>().GetUsageAsync(
        new QuotaRule("rate/T/Model, User/Tokens", "t", LimitUnit.Tokens, QuotaWindow.Sliding(TimeSpan.FromMinutes(1)), 5000), partition)).Spent;

    private static async Task<QuotaUsage> BudgetAsync(IServiceProvider services) => await services.GetRequiredService<IQuotaStore>().GetUsageAsync(
        new QuotaRule("budget/B/Everybody", "b", LimitUnit.Usd, QuotaWindow.Calendar(CalendarPeriod.Month), 1_000_000_000), "");

    private static IEnumerable<ChatMessage> Once(ChatMessage message)
    {
        var read = false;
        return Enumerate();

        IEnumerable<ChatMessage> Enumerate()
        {
            Assert.That(read, Is.False, "read twice");
            read = true;
            yield return message;
        }
    }

    private ServiceProvider Services(ICostEstimator? estimator = null) => new ServiceCollection()
        .AddSingleton<TimeProvider>(_time).AddSingleton<IQuotaStore>(new InMemoryQuotaStore(_time)).AddSingleton(estimator ?? new CostEstimator()).BuildServiceProvider();
}
