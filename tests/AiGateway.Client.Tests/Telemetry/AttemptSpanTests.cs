using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests.Metering;
using AiGateway.Client.Tests.Pipeline;
using AiGateway.Client.Tests.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>Spans and metrics of OpenTelemetry's conventions for generative AI, one span for each attempt.</summary>
public sealed class AttemptSpanTests
{
    private const string ProviderText = "your prompt 'canary seven' was refused";

    [Test]
    public async Task Spans_OfAFailover_AreChildrenOfTheRequest([Values] bool streamed)
    {
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", "Status"));
        using var signals = new Signals();
        await Ask(gateway.Client, streamed);

        Assert.That(signals.Request.ParentSpanId, Is.EqualTo(signals.Root.SpanId));
        Assert.That(signals.Attempts.Select(span => span.ParentSpanId), Is.EqualTo(new[] { signals.Request.SpanId, signals.Request.SpanId }));
        Assert.That(signals.Attempts.Select(Describe), Is.EqualTo(new[]
        {
            ("chat model-a", ActivityKind.Client, ActivityStatusCode.Error, "main", "First"), ("chat model-b", ActivityKind.Client, ActivityStatusCode.Unset, "backup", "Fallback"),
        }));
        Assert.That(signals.Attempts[0].GetTagItem(GatewayTelemetry.FailureKindTag), Is.EqualTo("Overloaded"));
        Assert.That(signals.Attempts.Select(span => span.GetTagItem(GatewayTelemetry.RequestIdTag)), Is.All.EqualTo(signals.Request.GetTagItem(GatewayTelemetry.RequestIdTag)));
        Assert.That(signals.Attempts[1].GetTagItem("gen_ai.usage.output_tokens"), Is.EqualTo(6));
        Assert.That(signals.Request.GetTagItem(GatewayTelemetry.AttemptCountTag), Is.EqualTo(2));
        Assert.That(Activity.Current, Is.SameAs(signals.Root));
    }

    [Test]
    public async Task Span_OfAResumedStream_IsAChildOfTheRequest([Values] Breakage breakage)
    {
        await using var gateway = new ScriptedGateway(
            [("a", ""), ("b", "\"Priority\": 1")], """ "StreamRecovery": "Resume", "Retry": { "MaxRetries": 0 } """);
        gateway.On("a", Script.Broken(1, breakage));
        using var signals = new Signals();
        await gateway.Gateway.RunAsync(gateway.Start(streamed: true));
        Assert.That(signals.Attempts.Select(span => (span.ParentSpanId, span.GetTagItem(GatewayTelemetry.AttemptKindTag))), Is.EqualTo(new[]
        {
            (signals.Request.SpanId, (object)"First"), (signals.Request.SpanId, "Resume"),
        }));
    }

    [Test]
    public async Task Span_OfAStreamThatIsLeft_Ends()
    {
        await using var gateway = new TestGateway();
        using var signals = new Signals();
        await foreach (var _ in gateway.Client.GetStreamingResponseAsync("Hi"))
        {
            break;
        }

        Assert.That(signals.Attempts.Select(span => span.ParentSpanId), Is.EqualTo(new[] { signals.Request.SpanId }));
    }

    [Test]
    public async Task Span_OfAPricedAnswer_HasTheCostOfTheConvention([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway();
        using var signals = new Signals();
        var result = await gateway.AskAsync(streamed);
        Assert.That(Cost(signals.Attempts.Single()), Is.EqualTo(((double)MeteredGateway.FirstCost, "USD", "local")));
        Assert.That(result.Cost, Is.EqualTo(MeteredGateway.FirstCost));
    }

    [Test]
    public async Task Span_OfACostThatTheProviderReports_SaysSo([Values] bool streamed)
    {
        var usage = new ProviderUsageDetails { InputTokenCount = 3, OutputTokenCount = 2, ReportedCost = 0.25m };
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "x")) { FinishReason = ChatFinishReason.Stop, Usage = usage }),
            OnStream = (_, _, _) => FakeChatClient.Stream(FakeChatClient.Text("x"), new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop, Contents = [new UsageContent(usage)] }),
        };
        await using var gateway = Over(fake);
        using var signals = new Signals();
        var response = await Ask(gateway.Client, streamed);
        Assert.That(Cost(signals.Attempts.Single()), Is.EqualTo((0.25, "USD", "provider")));
        Assert.That((response.Text, response.GetGatewayResult().Cost), Is.EqualTo(("x", 0.25m)));
    }

    [Test]
    public async Task Failure_ThatQuotesThePrompt_IsNotWrittenAndReachesTheCaller([Values] bool streamed, [Values] bool sensitive)
    {
        var fake = new FakeChatClient { OnResponse = (_, _, _) => throw new InvalidDataException(ProviderText), OnStream = (_, _, _) => throw new InvalidDataException(ProviderText) };
        await using var gateway = Over(fake, sensitive);
        using var signals = new Signals();
        var thrown = await Assert.CatchAsync<AiGatewayException>(() => Ask(gateway.Client, streamed));
        Assert.That(thrown!.InnerException!.ToString(), Does.Contain(ProviderText).And.Contain(nameof(InvalidDataException)));
        Assert.That(signals.Attempts, Is.Not.Empty);
        Assert.That(signals.Attempts.Select(span => span.Status), Is.All.EqualTo(ActivityStatusCode.Error));
        Assert.That(SignalTexts.Of(signals), Has.None.Contains("canary"));
    }

    [Test]
    public async Task CancelledCall_EndsItsSpan_AndNamesTheCallersToken([Values] bool streamed)
    {
        using var source = new CancellationTokenSource();
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Answer\": \"Hello from the first.\"", "\"Latency\": \"00:01:00\"", StringComparison.Ordinal));
        using var signals = new Signals();
        var call = Ask(gateway.Client, streamed, token: source.Token);
        await source.CancelAsync();
        var thrown = await Assert.CatchAsync<OperationCanceledException>(() => call);
        Assert.That(thrown!.CancellationToken, Is.EqualTo(source.Token));

        // The provider's client may notice after the caller has been told.
        Assert.That(() => signals.Attempts.Count, Is.EqualTo(1).After(5).Seconds.PollEvery(10).MilliSeconds);
        Assert.That(signals.Attempts.Single().GetTagItem("error.type"), Is.EqualTo("System.OperationCanceledException"));
    }

    [Test]
    public async Task Metrics_OfAnAttempt_NameProviderAndModel([Values] bool streamed)
    {
        await using var gateway = new TestGateway();
        using var signals = new Signals(spans: false);
        await Ask(gateway.Client, streamed);
        var tokens = signals.Of("gen_ai.client.token.usage");
        Assert.That(tokens.Select(measured => (measured.Tags["gen_ai.token.type"], measured.Value)), Is.EqualTo(new[] { ((object)"input", 1.0), ("output", 6.0) }));
        Assert.That(tokens.Select(measured => measured.Tags["gen_ai.request.model"]), Is.All.EqualTo("model-a"));
        Assert.That(signals.Of("gen_ai.client.operation.duration"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GenAIOff_WritesNoSpanOfAttempts([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Providers\"", "\"Telemetry\": { \"GenAI\": false }, \"Providers\"", StringComparison.Ordinal));
        using var signals = new Signals();
        await Ask(gateway.Client, streamed);
        Assert.That((signals.Attempts.Count, signals.Request.OperationName), Is.EqualTo((0, GatewayTelemetry.RequestActivity)));
    }

    internal static async Task<ChatResponse> Ask(IChatClient client, bool streamed, string prompt = "Hi", ChatOptions? options = null, CancellationToken token = default) => streamed
        ? await client.GetStreamingResponseAsync(prompt, options, token).ToChatResponseAsync(CancellationToken.None)
        : await client.GetResponseAsync(prompt, options, token);

    internal static TestGateway Over(IChatClient client, bool sensitive = false, string more = "") => new(
        $$"""
        { "AiGateway": { {{more}} "Telemetry": { "EnableSensitiveData": {{(sensitive ? "true" : "false")}} },
            "Providers": { "p": { "Type": "Fake" } }, "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Breaker": { "Enabled": false }, "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
        """,
        builder => builder.AddProvider("Fake", (_, _) => client));

    private static (string, ActivityKind, ActivityStatusCode, object?, object?) Describe(Activity span) =>
        (span.DisplayName, span.Kind, span.Status, span.GetTagItem(GatewayTelemetry.TargetTag), span.GetTagItem(GatewayTelemetry.AttemptKindTag));

    private static (object?, object?, object?) Cost(Activity span) => (
        span.GetTagItem(GatewayTelemetry.UsageCostTag), span.GetTagItem(GatewayTelemetry.UsageCostCurrencyTag), span.GetTagItem(GatewayTelemetry.UsageCostSourceTag));
}
