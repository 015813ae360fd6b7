using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Pipeline;

public sealed class EntryChatClientTests
{
    [Test]
    public async Task GetResponseAsync_CallersMessagesAndOptions_StayAsTheyWere([Values] bool streamed)
    {
        await using var gateway = new TestGateway();
        List<ChatMessage> messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi")];
        var options = new GatewayChatOptions
        {
            ModelId = "chat",
            Temperature = 0.5f,
            StopSequences = ["x"],
            AdditionalProperties = new() { ["k"] = 1 },
            Tags = new Dictionary<string, string> { ["t"] = "1" },
            Caller = new GatewayCaller { Tenant = "acme" },
        };
        var before = (Messages: JsonSerializer.Serialize(messages, AIJsonUtilities.DefaultOptions), Options: JsonSerializer.Serialize<ChatOptions>(options, AIJsonUtilities.DefaultOptions));
        if (streamed)
        {
            await gateway.Client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync();
        }
        else
        {
            await gateway.Client.GetResponseAsync(messages, options);
        }

        Assert.That(JsonSerializer.Serialize(messages, AIJsonUtilities.DefaultOptions), Is.EqualTo(before.Messages));
        Assert.That(JsonSerializer.Serialize<ChatOptions>(options, AIJsonUtilities.DefaultOptions), Is.EqualTo(before.Options));
        Assert.That(((IChatClient)gateway.Client, options.GetGatewayContext(), messages.Count), Is.EqualTo((gateway.Client, (GatewayContext?)null, 2)));
    }

    [Test]
    public async Task GetResponseAsync_LazyMessages_AreEnumeratedOnce([Values] bool streamed)
    {
        await using var gateway = new TestGateway(WithFault("first", "Status"));
        var enumerations = 0;
        IEnumerable<ChatMessage> Lazy()
        {
            enumerations++;
            yield return new ChatMessage(ChatRole.User, "Hi");
        }

        var response = streamed
            ? await gateway.Client.GetStreamingResponseAsync(Lazy()).ToChatResponseAsync()
            : await gateway.Client.GetResponseAsync(Lazy());
        Assert.That((response.GetGatewayResult().Attempts.Count, enumerations), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task GetStreamingResponseAsync_LastUpdate_CarriesTheResultAndNoContent()
    {
        await using var gateway = new TestGateway();
        var updates = await Collect(gateway.Client.GetStreamingResponseAsync("Hi"));
        Assert.That(updates.SkipLast(1).Select(update => update.GetGatewayResult()), Is.All.Null);
        Assert.That(updates[^1].Contents, Is.Empty);
        Assert.That(updates[^1].GetGatewayResult()!.Usage!.OutputTokenCount, Is.EqualTo(6));
        var response = updates.ToChatResponse();
        Assert.That((response.Text, response.FinishReason, response.Messages.Count), Is.EqualTo(("Hello from the first.", (ChatFinishReason?)ChatFinishReason.Stop, 1)));
        Assert.That(response.GetGatewayResult(), Is.SameAs(updates[^1].GetGatewayResult()));
    }

    [Test]
    public async Task Response_SerialisedWithItsResult_IsReadable()
    {
        await using var gateway = new TestGateway();
        var json = JsonSerializer.Serialize(await gateway.Client.GetResponseAsync("Hi"), AIJsonUtilities.DefaultOptions);
        Assert.That(json, Does.Contain("aigateway.result").And.Contain("\"chat\""));
    }

    [Test]
    public async Task OnCompleted_Success_IsCalledOnce([Values] bool streamed)
    {
        await using var gateway = new TestGateway();
        Assert.That(await Outcomes(gateway, streamed), Is.EqualTo(new[] { GatewayOutcome.Succeeded }));
    }

    [Test]
    public async Task OnCompleted_Failure_IsCalledOnceAndTheExceptionCarriesTheResult([Values] bool streamed)
    {
        await using var gateway = new TestGateway(WithFault("first", "Status", WithFault("second", "Reset")));
        Exception? thrown = null;
        Assert.That(await Outcomes(gateway, streamed, exception => thrown = exception), Is.EqualTo(new[] { GatewayOutcome.Failed }));
        Assert.That(((AllTargetsFailedException)thrown!).Result!.Attempts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task OnCompleted_Rejection_IsCalledOnce([Values] bool streamed)
    {
        await using var gateway = new TestGateway();
        Assert.That(await Outcomes(gateway, streamed, _ => { }, route: "nope"), Is.EqualTo(new[] { GatewayOutcome.Rejected }));
    }

    [Test]
    public async Task OnCompleted_Cancelled_IsCalledOnceAndCancellationPassesUntouched([Values] bool streamed)
    {
        await using var gateway = new TestGateway(WithFault("first", "Silence"));
        using var source = new CancellationTokenSource();
        Exception? thrown = null;
        var outcomes = Outcomes(gateway, streamed, exception => thrown = exception, token: source.Token);
        await source.CancelAsync();
        Assert.That(await outcomes, Is.EqualTo(new[] { GatewayOutcome.Cancelled }));
        Assert.That(((OperationCanceledException)thrown!).CancellationToken.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task OnCompleted_ReaderStopsEarly_IsCalledOnceAsAbandoned()
    {
        await using var gateway = new TestGateway();
        List<GatewayResult> results = [];
        await foreach (var _ in gateway.Client.GetStreamingResponseAsync("Hi", new GatewayChatOptions { OnCompleted = results.Add }))
        {
            break;
        }

        Assert.That(results.Select(result => (result.Outcome, result.Attempts[0].Outcome)), Is.EqualTo(new[] { (GatewayOutcome.Abandoned, GatewayOutcome.Abandoned) }));
    }

    [Test]
    public async Task OnCompleted_Throwing_IsLoggedAndDoesNotHarmTheAnswer([Values] bool streamed)
    {
        await using var gateway = new TestGateway();
        var options = new GatewayChatOptions { OnCompleted = _ => throw new InvalidOperationException("secret detail") };
        var response = streamed ? await gateway.Client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : await gateway.Client.GetResponseAsync("Hi", options);
        Assert.That(response.Text, Is.EqualTo("Hello from the first."));
        var entry = gateway.Log.Entries.Single(candidate => candidate.Id.Name == "CompletionCallbackFailed");
        Assert.That(entry.Text, Does.Contain("InvalidOperationException").And.Not.Contain("secret detail"));
    }

    [Test]
    public async Task Log_EveryRequest_HasOneLineWithoutContent([Values] bool streamed)
    {
        await using var gateway = new TestGateway(WithFault("first", "Status"));
        await Outcomes(gateway, streamed, prompt: "my secret prompt");
        var line = gateway.Log.Entries.Single(entry => entry.Id.Name == "RequestCompleted");
        var values = line.Values.ToDictionary(value => value.Key, value => value.Value);
        Assert.That(line.Level, Is.EqualTo(LogLevel.Information));
        Assert.That(
            (values["Route"], values["Target"], values["Attempts"], values["Outcome"], values["InputTokens"], values["OutputTokens"]),
            Is.EqualTo(("chat", "backup", 2, GatewayOutcome.Succeeded, 4L, 6L)));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains("secret").And.None.Contains("Hello"));
    }

    [Test]
    public async Task Signals_WithListeners_NameRouteTargetAndOutcome([Values] bool streamed)
    {
        await using var gateway = new TestGateway(WithFault("first", "Status"));
        List<Activity> activities = [];
        List<(string Name, Dictionary<string, object?> Tags)> measurements = [];
        using var activityListener = Listen(activities);
        using var meterListener = new MeterListener();
        meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == gateway.Services.GetService<IMeterFactory>())
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meterListener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measurements.Add((instrument.Name, new(tags.ToArray()))));
        meterListener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measurements.Add((instrument.Name, new(tags.ToArray()))));
        meterListener.Start();

        string? requestId = null;
        await Outcomes(gateway, streamed, completed: result => requestId = result.RequestId);

        var activity = activities.Single(candidate => candidate.OperationName == GatewayTelemetry.RequestActivity && (string?)candidate.GetTagItem(GatewayTelemetry.RequestIdTag) == requestId);
        Assert.That((activity.OperationName, activity.GetTagItem(GatewayTelemetry.RouteTag), activity.GetTagItem(GatewayTelemetry.TargetTag)), Is.EqualTo((GatewayTelemetry.RequestActivity, "chat", "backup")));
        Assert.That(measurements.Count(measurement => measurement.Name == GatewayTelemetry.RequestDuration), Is.EqualTo(1));
        Assert.That(measurements.Where(measurement => measurement.Name == GatewayTelemetry.Attempts).Select(measurement => measurement.Tags[GatewayTelemetry.FailureKindTag]), Is.EqualTo(new[] { "Overloaded", null }));
        Assert.That(Activity.Current, Is.Null);
    }

    [Test]
    public async Task Caller_FromOptions_IsUsedUnlessAProviderDecides([Values] bool streamed)
    {
        GatewayCaller? seen = null;
        await using var gateway = new TestGateway(configure: builder => builder.UseCallerProvider<Host>()
            .AddDecorator(Client.Pipeline.GatewayStage.Governance, (inner, _) => new CallerProbe(inner, caller => seen = caller)));
        await Outcomes(gateway, streamed, caller: new GatewayCaller { Tenant = "claimed", User = "u" });
        Assert.That(seen, Is.EqualTo(new GatewayCaller { Tenant = "of-host", User = "u" }));
        Assert.That(seen!.ToString(), Is.EqualTo(nameof(GatewayCaller)));
    }

    internal static string WithFault(string provider, string kind, string json = TestGateway.TwoTargets, string more = "") =>
        json.Replace($"\"{provider}\": {{ \"Type\": \"Simulated\",", $"\"{provider}\": {{ \"Type\": \"Simulated\", \"Faults\": {{ \"f\": {{ \"Kind\": \"{kind}\"{more} }} }},", StringComparison.Ordinal);

    private static ActivityListener Listen(List<Activity> activities)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewayTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<List<GatewayOutcome>> Outcomes(
        TestGateway gateway, bool streamed, Action<Exception>? failed = null, string? route = null, string prompt = "Hi",
        GatewayCaller? caller = null, Action<GatewayResult>? completed = null, CancellationToken token = default)
    {
        List<GatewayOutcome> outcomes = [];
        var options = new GatewayChatOptions
        {
            Route = route,
            Caller = caller,
            OnCompleted = result =>
            {
                outcomes.Add(result.Outcome);
                completed?.Invoke(result);
            },
        };
        try
        {
            await (streamed ? Collect(gateway.Client.GetStreamingResponseAsync(prompt, options, token)) : (Task)gateway.Client.GetResponseAsync(prompt, options, token));
        }
        catch (Exception exception) when (failed is not null)
        {
            failed(exception);
        }

        return outcomes;
    }

    private static async Task<List<ChatResponseUpdate>> Collect(IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in stream)
        {
            updates.Add(update);
        }

        return updates;
    }

    private sealed class Host : ICallerProvider
    {
        public async ValueTask<GatewayCaller?> GetCallerAsync(GatewayCaller? claimed, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new GatewayCaller { Tenant = "of-host", User = claimed?.User };
        }
    }

    private sealed class CallerProbe(IChatClient inner, Action<GatewayCaller> look) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            look(options.GetGatewayContext()!.Caller);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            look(options.GetGatewayContext()!.Caller);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
