using System.Diagnostics.Metrics;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Metering;

public sealed class MeteringSettingsTests
{
    [Test]
    public async Task Unpriced_Allow_ServesAndSaysSo([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(prices: "");
        var result = await gateway.AskAsync(streamed);
        await gateway.AskAsync(streamed);
        Assert.That((result.Outcome, result.Cost, result.UsageStatus), Is.EqualTo((GatewayOutcome.Succeeded, 0m, UsageStatus.Unpriced)));
        Assert.That(gateway.Gateway.Log.Entries.Count(entry => entry.Id.Name == "ModelUnpriced"), Is.EqualTo(1), "once for each target");
    }

    [Test]
    public async Task Unpriced_AssumeMostExpensive_ChargesTheDearestPrice([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(
            settings: "\"Metering\": { \"Unpriced\": \"AssumeMostExpensive\", \"BuiltInPrices\": false }", prices: "\"x\": { \"Input\": 3, \"Output\": 4 }, \"y\": { \"Input\": 100, \"Output\": 200 }");
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Cost, result.UsageStatus), Is.EqualTo((0.2m, UsageStatus.Estimated)));
    }

    [Test]
    public async Task Unpriced_Reject_AsksOnlyPricedTargets([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(
            settings: "\"Metering\": { \"Unpriced\": \"Reject\" }", prices: "\"b\": { \"Model\": \"model-b\", \"Input\": 10, \"Output\": 20 }");
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Target, result.Attempts.Count), Is.EqualTo(("next", 1)));
        var plan = await gateway.Gateway.Gateway.ExplainAsync([new ChatMessage(ChatRole.User, "Hi")]);
        Assert.That(plan.Excluded.Single().Excluded, Is.EqualTo("no price is known for its model 'model-a'"));
    }

    [Test]
    public async Task LowestCost_Policy_BeginsWithTheCheapest([Values] bool streamed, [Values] bool unpriced)
    {
        var prices = unpriced ? "\"b\": { \"Model\": \"model-b\", \"Input\": 10, \"Output\": 20 }"
            : "\"a\": { \"Model\": \"model-a\", \"Input\": 11, \"Output\": 20 }, \"b\": { \"Model\": \"model-b\", \"Input\": 10, \"Output\": 20 }";
        await using var gateway = new TestGateway(
            $$"""
            { "AiGateway": { "Prices": { {{prices}} }, "Providers": { "p": { "Type": "Simulated" } },
                "Routes": { "chat": { "Policy": "LowestCost", "Targets": {
                    "first": { "Provider": "p", "Model": "model-a" }, "second": { "Provider": "p", "Model": "model-b" } } } } } }
            """);
        var call = streamed ? gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Hi");
        Assert.That((await gateway.RunAsync(call)).GetGatewayResult().Target, Is.EqualTo("second"));
    }

    [Test]
    public async Task LogLine_OfARequest_HasItsCost([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway();
        await gateway.AskAsync(streamed);
        var line = gateway.Gateway.Log.Entries.Single(entry => entry.Id.Name == "RequestCompleted");
        Assert.That(line.Text, Does.Contain("1000 input and 500 output tokens, 0.002 USD (Exact)"));
    }

    [Test]
    public async Task Record_OfAnAttempt_SaysWhoUsedWhat([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(settings: "\"Metering\": { \"DisplayCurrency\": \"EUR\", \"DisplayRate\": 0.5 }");
        var result = await gateway.AskAsync(streamed);
        var record = gateway.Sink.Records.Single();
        Assert.That((record.RequestId, record.Route, record.Target, record.Provider, record.Model), Is.EqualTo((result.RequestId, "chat", "main", "first", "model-a")));
        Assert.That(record.Usage, Is.EqualTo(new TokenUsage { Input = 1000, Output = 500, Requests = 1 }));
        Assert.That((record.Cost, record.Status, record.PriceConfidence), Is.EqualTo((MeteredGateway.FirstCost, UsageStatus.Exact, PriceConfidence.Configured)));
        Assert.That((record.DisplayCost, record.DisplayCurrency), Is.EqualTo((0.001m, "EUR")));
        Assert.That(record.ToString(), Is.EqualTo("first/model-a: 1000 in, 500 out, 0.002 USD (Exact)"));
    }

    [Test]
    public async Task Sink_ThatThrows_HarmsNobody([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(configure: builder => builder.AddUsageSink(new BrokenSink()));
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Outcome, result.Cost), Is.EqualTo((GatewayOutcome.Succeeded, MeteredGateway.FirstCost)));
        Assert.That(gateway.Gateway.Log.Entries.Single(entry => entry.Id.Name == "UsageSinkFailed").Text, Does.Contain(nameof(BrokenSink)).And.Not.Contain("secret"));
    }

    [Test]
    public async Task PriceBook_ThatThrows_LeavesTheCostUnknown([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway(configure: builder => builder.Services.AddSingleton<IPriceBook>(new BrokenBook()));
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Outcome, result.UsageStatus), Is.EqualTo((GatewayOutcome.Succeeded, UsageStatus.Unpriced)));
    }

    [Test]
    public async Task CacheHit_SetByAStage_CostsNothingAndSaves([Values] bool streamed)
    {
        // What the cache will do: answer, and say what that saved.
        await using var gateway = new MeteredGateway(configure: builder => builder.AddDecorator(GatewayStage.Caching, (_, _) => new FakeChatClient
        {
            OnResponse = (_, options, _) => Task.FromResult(Hit(options)),
            OnStream = (_, options, _) => FakeChatClient.Stream([.. Hit(options).ToChatResponseUpdates()]),
        }));
        var result = await gateway.AskAsync(streamed);
        Assert.That((result.Cost, result.SavedCost, result.UsageStatus), Is.EqualTo((0m, 0.25m, UsageStatus.CacheHit)));
    }

    [Test]
    public async Task Metrics_CountCostByStatus([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway();
        using var listener = new MeterListener();
        List<(string Name, double Value)> measured = [];
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == GatewayTelemetry.SourceName && instrument.Name is GatewayTelemetry.Cost or GatewayTelemetry.MeteredAttempts)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        listener.Start();
        await gateway.AskAsync(streamed);
        Assert.That(measured, Is.EquivalentTo(new[] { (GatewayTelemetry.Cost, 0.002), (GatewayTelemetry.MeteredAttempts, 1d) }));

        void Keep(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Other tests meter at the same time.
            if (tags.Contains(new(GatewayTelemetry.ModelTag, "model-a")) && tags.Contains(new(GatewayTelemetry.ProviderTag, "first")))
            {
                measured.Add((name, value));
            }
        }
    }

    private static ChatResponse Hit(ChatOptions? options)
    {
        var context = options.GetGatewayContext()!;
        context.Set(GatewayContext.IsCacheHit, true);
        context.Set(GatewayContext.SavedCostNanos, 250_000_000);
        return FakeChatClient.Answer("from the cache");
    }

    private sealed class BrokenSink : IUsageSink
    {
        public void Record(UsageRecord record) => throw new InvalidOperationException("secret");
    }

    private sealed class BrokenBook : IPriceBook
    {
        public long Version => 0;

        public DateOnly? TableDate => null;

        public ModelPrice? Find(in PriceKey key) => throw new InvalidOperationException();

        public ModelPrice? FindDearest(string? vendor) => null;
    }
}
