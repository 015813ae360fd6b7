using System.Diagnostics.Metrics;
using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests.Metering;
using AiGateway.Client.Tests.Pipeline;
using AiGateway.Client.Tests.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>The line, the span and the metrics of a request.</summary>
public sealed class RequestSignalTests
{
    private static readonly GatewayCaller Acme = new() { Tenant = "acme", User = "u-17" };

    [Test]
    public async Task Line_OfASuccess_SaysNothingOfAFailure([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway();
        await gateway.AskAsync(streamed);
        var line = Line(gateway.Gateway);
        Assert.That(line.Text, Does.Match(@"^Request \S+ on route chat: Succeeded by main \(model-a\) after 1 attempt\(s\) in 0\.0 ms \(0\.0 ms of its own\), 1000 input and 500 output tokens, 0\.002 USD \(Exact\)$"));
        Assert.That((line.Values["Cache"], line.Values["Decisions"], line.Values["FailureKind"], line.Values["Tenant"]), Is.EqualTo(("None", (object?)null, (object?)null, (object?)null)));
    }

    [Test]
    public async Task Line_OfAFailure_NamesItsKind([Values] bool streamed)
    {
        await using var gateway = new MeteredGateway("\"Kind\": \"Status\"", route: "\"Policy\": \"Priority\"");
        gateway.Gateway.Reload(EntryChatClientTests.WithFault("first", "Status", EntryChatClientTests.WithFault("second", "Status")));
        await gateway.AskAsync(streamed);
        var line = Line(gateway.Gateway);
        Assert.That(line.Text, Does.EndWith(", failure Overloaded"));
        Assert.That(line.Values["FailureKind"]?.ToString(), Is.EqualTo("Overloaded"));
    }

    [Test]
    public async Task Line_OfADecision_NamesPolicyVerdictAndReason([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Providers\"",
            "\"Governance\": { \"Policies\": { \"size\": { \"Type\": \"SizeLimits\", \"MaxMessages\": 1, \"Mode\": \"DryRun\" } } }, \"Providers\"", StringComparison.Ordinal));
        await Ask(gateway, streamed, messages: 2);
        var line = Line(gateway);
        Assert.That(line.Text, Does.Match(@", decisions size Deny \w+ \(dry run\)$"));
        Assert.That(line.Values["Decisions"], Does.StartWith("size Deny"));
    }

    [Test]
    public async Task Line_OfACacheHit_SaysWhatItSaved([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Providers\"",
            "\"Caching\": { \"TimeToLive\": \"00:10:00\" }, \"Prices\": { \"model-a\": { \"Input\": 1000, \"Output\": 1000 } }, \"Providers\"", StringComparison.Ordinal));
        using var signals = new Signals();
        await Ask(gateway, streamed);
        await Ask(gateway, streamed);
        var line = gateway.Log.Entries.Last(entry => entry.Id.Id == 1000);
        var values = line.Values.ToDictionary();
        Assert.That(line.Text, Does.Contain(FormattableString.Invariant($", cache Hit, {values["SavedCost"]} USD saved")));
        var span = signals.Spans.Last(span => span.OperationName == GatewayTelemetry.RequestActivity);
        Assert.That(span.GetTagItem(GatewayTelemetry.CacheStatusTag), Is.EqualTo("Hit"));
        Assert.That(span.GetTagItem(GatewayTelemetry.SavedCostTag), Is.EqualTo((double)(decimal)values["SavedCost"]!).And.GreaterThan(0));
        Assert.That(signals.Of(GatewayTelemetry.SavedCost).Single().Value, Is.EqualTo((double)(decimal)values["SavedCost"]!));
    }

    [Test]
    public async Task Overhead_OfARequest_IsTheTimeWithoutAttempts([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")], "\"Retry\": { \"MaxRetries\": 0 }",
            configure: builder => builder.AddDecorator(GatewayStage.Governance, (inner, services) => new SlowStage(inner, services.GetRequiredService<TimeProvider>(), TimeSpan.FromSeconds(3))));
        gateway.On("a", new Script { Failure = new IOException("cut"), Delay = TimeSpan.FromSeconds(5) }).On("b", Script.After(7));
        using var signals = new Signals();
        var result = (await gateway.Gateway.RunAsync(gateway.Start(streamed))).GetGatewayResult();
        Assert.That((result.Duration, result.Overhead), Is.EqualTo((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3))));
        Assert.That(signals.Of(GatewayTelemetry.RequestOverhead).Single().Value, Is.EqualTo(3));
        Assert.That(signals.Request.GetTagItem(GatewayTelemetry.OverheadTag), Is.EqualTo(3.0));
    }

    [Test]
    public async Task Overhead_OfHedges_CountsTimeOnce([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway([("a", ""), ("b", "\"Priority\": 1")], "\"Hedging\": { \"Delay\": \"00:00:02\" }");
        gateway.On("a", Script.After(10)).On("b", Script.After(5));
        var result = (await gateway.Gateway.RunAsync(gateway.Start(streamed))).GetGatewayResult();
        Assert.That((result.Attempts.Count, result.Duration, result.Overhead), Is.EqualTo((2, TimeSpan.FromSeconds(7), TimeSpan.Zero)));
    }

    [Test]
    public async Task Fallbacks_AreCountedWithTheReason([Values] bool streamed)
    {
        await using var gateway = new TestGateway(EntryChatClientTests.WithFault("first", "Status"));
        using var signals = new Signals();
        await Ask(gateway, streamed);
        var fallback = signals.Of(GatewayTelemetry.Fallbacks).Single();
        Assert.That((fallback.Tags[GatewayTelemetry.RouteTag], fallback.Tags[GatewayTelemetry.TargetTag], fallback.Tags[GatewayTelemetry.FailureKindTag]), Is.EqualTo(("chat", "backup", "Overloaded")));
        Assert.That(signals.Of(GatewayTelemetry.Attempts).Select(measured => measured.Tags[GatewayTelemetry.AttemptKindTag]), Is.EqualTo(new[] { "First", "Fallback" }));
    }

    [Test]
    public async Task States_OfTargets_FollowTheirHealth()
    {
        await using var gateway = new TestGateway();
        await Ask(gateway, streamed: false);
        Assert.That(States(), Is.EquivalentTo(new[] { ("main", "Available"), ("backup", "Available") }));
        gateway.Gateway.Health[0].Isolate();
        Assert.That(States(), Is.EquivalentTo(new[] { ("main", "Isolated"), ("backup", "Available") }));

        IEnumerable<(object?, object?)> States()
        {
            var factory = gateway.Services.GetRequiredService<IMeterFactory>();
            using var signals = new Signals(metrics: instrument => instrument.Meter.Scope == factory, existing: true);
            signals.Observe();
            Assert.That(signals.Of(GatewayTelemetry.TargetAttemptsInFlight).Select(measured => measured.Value), Is.EqualTo(new[] { 0.0, 0.0 }));
            Assert.That(signals.Of(GatewayTelemetry.TargetState), Has.Count.EqualTo(2 * 6));
            return [.. signals.Of(GatewayTelemetry.TargetState).Where(measured => measured.Value == 1).Select(measured => (measured.Tags[GatewayTelemetry.TargetTag], measured.Tags[GatewayTelemetry.TargetStateTag]))];
        }
    }

    [Test]
    public async Task UseOfARateLimit_IsMeasured([Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Providers\"",
            "\"RateLimits\": { \"all\": { \"Requests\": 4, \"Window\": \"00:01:00\" } }, \"Providers\"", StringComparison.Ordinal));
        using var signals = new Signals();
        await Ask(gateway, streamed);
        await Ask(gateway, streamed);
        Assert.That(signals.Of(GatewayTelemetry.LimitUsed).Select(measured => (measured.Value, measured.Tags[GatewayTelemetry.LimitTag], measured.Tags[GatewayTelemetry.LimitUnitTag])),
            Is.EqualTo(new[] { (0.25, (object)"all", (object)"Requests"), (0.5, "all", "Requests") }));
    }

    [TestCase(CallerSignals.None, false, false)]
    [TestCase(CallerSignals.Traces, true, false)]
    [TestCase(CallerSignals.All, true, true)]
    public async Task Caller_IsNamedByOptionOnly(CallerSignals signals, bool inTraces, bool inMetrics)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = new MeteredGateway(settings: $"\"Telemetry\": {{ \"Tenant\": \"{signals}\", \"User\": \"{signals}\" }}");
            using var seen = new Signals();
            await Ask(gateway.Gateway, streamed, Acme);
            var line = Line(gateway.Gateway);
            Assert.That(line.Text.EndsWith(", tenant acme, user u-17", StringComparison.Ordinal), Is.EqualTo(inTraces));
            Assert.That((seen.Request.GetTagItem(GatewayTelemetry.TenantTag), seen.Request.GetTagItem(GatewayTelemetry.UserTag)), Is.EqualTo(inTraces ? ("acme", "u-17") : ((object?)null, (object?)null)));
            foreach (var metric in new[] { GatewayTelemetry.RequestDuration, GatewayTelemetry.Cost, GatewayTelemetry.MeteredAttempts })
            {
                Assert.That(seen.Of(metric).Single().Tags.GetValueOrDefault(GatewayTelemetry.TenantTag), Is.EqualTo(inMetrics ? "acme" : null), metric);
                Assert.That(seen.Of(metric).Single().Tags.GetValueOrDefault(GatewayTelemetry.UserTag), Is.EqualTo(inMetrics ? "u-17" : null), metric);
            }

            Assert.That(SignalTexts.Of(seen, gateway.Gateway.Log).Any(text => text.Contains("acme", StringComparison.Ordinal)), Is.EqualTo(inTraces));
        }
    }

    [Test]
    public void SensitiveData_WhereTheBaselineForbidsContent_IsRefused()
    {
        var json = TestGateway.TwoTargets.Replace("\"Providers\"", "\"Telemetry\": { \"EnableSensitiveData\": true }, \"Providers\"", StringComparison.Ordinal);
        Assert.That(TestGateway.Failures(json, builder => builder.UseBaseline(baseline => baseline.ForbidContentLogging = true)), Is.EqualTo(new[]
        {
            "AiGateway:Telemetry:EnableSensitiveData = 'True' is not allowed by the baseline, which forbids messages in spans. Remove it.",
        }));
    }

    [Test]
    public async Task SensitiveData_WhereNoBaselineForbidsIt_IsAllowed()
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets.Replace("\"Providers\"", "\"Telemetry\": { \"EnableSensitiveData\": true }, \"Providers\"", StringComparison.Ordinal));
        using var signals = new Signals();
        await Ask(gateway, streamed: false);
        Assert.That(signals.Attempts.Single().GetTagItem("gen_ai.input.messages") as string, Does.Contain("Hi"));
    }

    [Test]
    public async Task SensitiveData_SetInCodeAfterAll_IsRefusedByTheBaseline()
    {
        await using var gateway = new TestGateway(configure: builder =>
        {
            builder.UseBaseline(baseline => baseline.ForbidContentLogging = true);
            builder.Services.PostConfigureAll<AiGatewayOptions>(options => options.Telemetry.EnableSensitiveData = true);
        });
        Assert.That(() => gateway.Gateway, Throws.TypeOf<Microsoft.Extensions.Options.OptionsValidationException>());
    }

    private static async Task Ask(TestGateway gateway, bool streamed, GatewayCaller? caller = null, int messages = 1)
    {
        var options = new GatewayChatOptions { Caller = caller };
        var prompt = Enumerable.Repeat(new ChatMessage(ChatRole.User, "Hi"), messages).ToList();
        await (streamed ? gateway.Client.GetStreamingResponseAsync(prompt, options).ToChatResponseAsync() : gateway.Client.GetResponseAsync(prompt, options));
    }

    private static (string Text, Dictionary<string, object?> Values) Line(TestGateway gateway)
    {
        var (_, _, text, values) = gateway.Log.Entries.Single(entry => entry.Id.Name == "RequestCompleted");
        return (text, new(values));
    }

    private sealed class SlowStage(IChatClient inner, TimeProvider time, TimeSpan delay) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(delay, time, cancellationToken);
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Delay(delay, time, cancellationToken);
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                yield return update;
            }
        }
    }
}
