using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Metering;

public sealed class AttemptMeteringTests
{
    [Test]
    public async Task Cost_OfAnAnswer_IsExact([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway();
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Cost, result.UsageStatus, result.SavedCost), Is.EqualTo((MeteredGateway.FirstCost, UsageStatus.Exact, 0m)));
        Assert.That(result.Attempts.Single().CostSource, Is.EqualTo(CostSource.Rates));
        Assert.That(result.Attempts.Single().EstimatedUsage, Is.Null);
    }

    [Test]
    public async Task Cost_AfterARefusal_IsTheAnswersAlone([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway("\"Kind\": \"Status\"");
        var result = await gateway.AskAsync(streamed);
        Assert.That(result.Attempts.Select(attempt => attempt.Cost), Is.EqualTo(new[] { 0m, MeteredGateway.SecondCost }));
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((MeteredGateway.SecondCost, UsageStatus.Exact)));
        Assert.That(gateway.Sink.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cost_AfterATimeout_IsThePromptAndTheAnswer([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway("\"Kind\": \"Silence\"", route: "\"Timeouts\": { \"Attempt\": \"00:00:05\" }");
        var result = await gateway.AskAsync(streamed);
        Assert.That(result.Attempts.Select(attempt => attempt.UsageStatus), Is.EqualTo(new[] { UsageStatus.Estimated, UsageStatus.Exact }));
        Assert.That(result.Attempts[0].Cost, Is.GreaterThan(0));
        Assert.That(result.Attempts[0].EstimatedUsage!.OutputTokenCount, Is.Zero);
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((result.Attempts[0].Cost + MeteredGateway.SecondCost, UsageStatus.Estimated)));
    }

    [Test]
    public async Task Cost_OfALostHedge_IsCounted([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway("\"Kind\": \"Silence\"", route: "\"Hedging\": { \"MaxHedges\": 1, \"Delay\": \"00:00:01\" }");
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Target, result.Attempts[0].Outcome), Is.EqualTo(("next", GatewayOutcome.Cancelled)));
        Assert.That(result.Attempts.Select(attempt => attempt.UsageStatus), Is.EqualTo(new[] { UsageStatus.Estimated, UsageStatus.Exact }));
        Assert.That(result.Cost, Is.GreaterThan(MeteredGateway.SecondCost));
    }

    [Test]
    public async Task Cost_OfAStreamThatResumesElsewhere_IsThatOfBoth()
    {
        await using var gateway = new MeteredGateway("\"Kind\": \"Cut\", \"AfterChunks\": 3", route: "\"StreamRecovery\": \"Buffer\"");
        var result = await gateway.AskAsync(streamed: true);
        Assert.That(result.Attempts.Select(attempt => attempt.UsageStatus), Is.EqualTo(new[] { UsageStatus.Estimated, UsageStatus.Exact }));
        Assert.That(result.Attempts[0].EstimatedUsage!.OutputTokenCount, Is.InRange(2, 4), "12 characters came");
        Assert.That(result.Cost, Is.EqualTo(result.Attempts.Sum(attempt => attempt.Cost)).And.GreaterThan(MeteredGateway.SecondCost));
    }

    [Test]
    public async Task Cost_OfAStreamLeftAfterThreeUpdates_IsEstimated()
    {
        await using var gateway = new MeteredGateway();
        GatewayResult? result = null;
        var seen = 0;
        await foreach (var update in gateway.Gateway.Client.GetStreamingResponseAsync("Hi", new GatewayChatOptions { OnCompleted = completed => result = completed }))
        {
            if (update.Text.Length > 0 && ++seen == 3)
            {
                break;
            }
        }

        Assert.That((result!.Outcome, result.UsageStatus), Is.EqualTo((GatewayOutcome.Abandoned, UsageStatus.Estimated)));
        Assert.That(result.Attempts.Single().Usage, Is.Null, "null is not zero");
        Assert.That(result.Attempts.Single().EstimatedUsage!.OutputTokenCount, Is.InRange(2, 4));
        Assert.That(result.Cost, Is.GreaterThan(0).And.LessThan(MeteredGateway.FirstCost));
        Assert.That(gateway.Sink.Records.Single().Outcome, Is.EqualTo(GatewayOutcome.Abandoned));
    }

    [Test]
    public async Task Cost_OfACancelledCall_IsSettledAtOnce_EvenWhenTheSdkDoesNotListen([Values] bool streamed)
    {
        var never = new TaskCompletionSource<ChatResponse>();
        var deaf = new FakeChatClient { OnResponse = (_, _, _) => never.Task, OnStream = (_, _, _) => Deaf(never.Task) };
        await using var gateway = new TestGateway(
            """
            { "AiGateway": { "Providers": { "deaf": { "Type": "Deaf" } }, "Prices": { "m": { "Input": 1, "Output": 1 } },
                "Routes": { "chat": { "Targets": { "main": { "Provider": "deaf", "Model": "m" } } } } } }
            """,
            builder => builder.AddProvider("Deaf", (_, _) => deaf));
        using var cancellation = new CancellationTokenSource();
        GatewayResult? result = null;
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed };
        var call = streamed
            ? gateway.Client.GetStreamingResponseAsync("Hi there", options, cancellation.Token).ToChatResponseAsync()
            : gateway.Client.GetResponseAsync("Hi there", options, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => gateway.RunAsync(call), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((result!.Outcome, result.UsageStatus), Is.EqualTo((GatewayOutcome.Cancelled, UsageStatus.Estimated)));
        Assert.That(result.Cost, Is.GreaterThan(0));
        never.SetResult(FakeChatClient.Answer("late"));
    }

    [Test]
    public async Task Cost_WithoutReportedUsage_IsEstimated([Values] bool streamed)
    {
        await using var gateway = Answering(null);
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.UsageStatus, result.Usage), Is.EqualTo((UsageStatus.Estimated, (UsageDetails?)null)));
        Assert.That(result.Attempts.Single().EstimatedUsage, Has.Property("InputTokenCount").GreaterThan(0).And.Property("OutputTokenCount").GreaterThan(0));
        Assert.That(result.Cost, Is.GreaterThan(0));
    }

    [Test]
    public async Task Cost_WithZerosForUsage_IsEstimated([Values] bool streamed)
    {
        await using var gateway = Answering(new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 });
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.UsageStatus, result.Cost > 0), Is.EqualTo((UsageStatus.Estimated, true)));
    }

    [Test]
    public async Task Cost_WithZerosThatTheProviderReported_IsZero([Values] bool streamed)
    {
        await using var gateway = Answering(new ProviderUsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 });
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.UsageStatus, result.Cost), Is.EqualTo((UsageStatus.Exact, 0m)));
    }

    [Test]
    public async Task Cost_WithoutThePromptsCount_EstimatesThePrompt([Values] bool streamed)
    {
        await using var gateway = Answering(new UsageDetails { OutputTokenCount = 100 });
        var result = await AskAsync(gateway, streamed);
        Assert.That(result.UsageStatus, Is.EqualTo(UsageStatus.Estimated));
        Assert.That(result.Attempts.Single().EstimatedUsage, Has.Property("InputTokenCount").GreaterThan(0).And.Property("OutputTokenCount").EqualTo(100));
    }

    [Test]
    public async Task Cost_ReportedByTheProvider_Wins([Values] bool streamed)
    {
        await using var gateway = Answering(new ProviderUsageDetails { InputTokenCount = 1000, OutputTokenCount = 0, ReportedCost = 0.5m });
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.Cost, result.UsageStatus, result.Attempts.Single().CostSource), Is.EqualTo((0.5m, UsageStatus.ProviderReported, CostSource.Provider)));
        Assert.That(gateway.Log.Entries.Count(entry => entry.Id.Name == "CostDiffers"), Is.EqualTo(1), "the list says 0.001");
    }

    [Test]
    public async Task Cost_ReportedButNotWanted_IsOfTheRates([Values] bool streamed)
    {
        await using var gateway = Answering(
            new ProviderUsageDetails { InputTokenCount = 1000, OutputTokenCount = 0, ReportedCost = 0.5m }, "\"Metering\": { \"CostSource\": \"Rates\" },");
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.Cost, result.UsageStatus, result.Attempts.Single().CostSource), Is.EqualTo((0.001m, UsageStatus.Exact, CostSource.Rates)));
    }

    [Test]
    public async Task Cost_OfTheModelThatAnswered_IsTheOneThatCounts([Values] bool streamed)
    {
        await using var gateway = Answering(
            new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 0 }, "\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1 }, \"other\": { \"Input\": 3, \"Output\": 3 } },", model: "other-2026-01-01");
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((0.003m, UsageStatus.Exact)));
    }

    [Test]
    public async Task Cost_OfAFreeModel_IsZeroAndExact([Values] bool streamed)
    {
        await using var gateway = Answering(new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 0 }, "\"Prices\": { \"m\": { \"Free\": true } },");
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((0m, UsageStatus.Exact)));
    }

    [Test]
    public async Task Cost_AtAMachineOfOnesOwn_IsZero_WhateverTheModelsMakerCharges([Values] bool streamed)
    {
        await using var gateway = Answering(new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 0 }, model: "gpt-oss-20b", free: true, settings: "\"Prices\": {},");
        var result = await AskAsync(gateway, streamed);
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((0m, UsageStatus.Exact)));
    }

    private static TestGateway Answering(UsageDetails? usage, string settings = "\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1 } },", string? model = null, bool free = false)
    {
        settings = settings.Contains("Prices", StringComparison.Ordinal) ? settings : settings + "\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1 } },";
        var client = new FakeChatClient
        {
            OnResponse = (_, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "An answer.")) { FinishReason = ChatFinishReason.Stop, Usage = usage, ModelId = model }),
            OnStream = (_, _, _) => FakeChatClient.Stream(
                new(ChatRole.Assistant, "An answer.") { ModelId = model },
                new(ChatRole.Assistant, usage is null ? [] : [new UsageContent(usage)]) { FinishReason = ChatFinishReason.Stop }),
        };
        return new TestGateway(
            $$"""
            { "AiGateway": { {{settings}} "Providers": { "p": { "Type": "Fake" } },
                "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
            """,
            builder => builder.Services.AddSingleton<IChatProvider>(new FakeProvider(client, free)));
    }

    private static async Task<GatewayResult> AskAsync(TestGateway gateway, bool streamed)
    {
        var response = await gateway.RunAsync(streamed ? gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Hi"));
        return response.GetGatewayResult();
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Deaf(Task task)
    {
        await task;
        yield break;
    }

    private sealed class FakeProvider(FakeChatClient client, bool free) : IChatProvider
    {
        public string Type => "Fake";

        public IChatClient CreateClient(ProviderContext context, string model) => client;

        public UsageProfile GetUsageProfile(ProviderContext context, string model) => new() { IsFree = free };
    }
}
