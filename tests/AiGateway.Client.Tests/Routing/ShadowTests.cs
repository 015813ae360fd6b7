using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Routing;

public sealed class ShadowTests
{
    private static readonly (string, string)[] Two = [("a", ""), ("dark", "\"Priority\": 9")];

    private static IEnumerable<object> Misbehaviours() =>
    [
        Script.Answer, Script.Status(500), Script.Status(401), Script.After(60), Script.DeafSilence, Script.Broken(2, Breakage.Cut), Script.Broken(2, Breakage.Error),
        Script.Broken(2, Breakage.NoFinish), Script.Broken(1, Breakage.Silence) with { Deaf = true }, new Script { Failure = new InvalidOperationException("any") },
        new Script { Failure = new GatewayRejectedException(GatewayStage.Attempt, "no", "No.") }, new Script { Failure = new OperationCanceledException() },
    ];

    [Test]
    public async Task Shadow_WhateverItDoes_TheCallerSeesNothingOfIt([Values] bool streamed, [ValueSource(nameof(Misbehaviours))] object script)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        gateway.On("dark", (Script)script);
        GatewayResult? result = null;
        var call = gateway.Start(streamed, new GatewayChatOptions { OnCompleted = completed => result = completed });
        await Quiescence.WaitAsync();
        Assert.That(call.IsCompletedSuccessfully, "a pending shadow delays nothing");
        Assert.That(((await call).Text, result!.Attempts.Single().Target, result.Duration), Is.EqualTo((Script.Whole, "a", TimeSpan.Zero)));
        await CompletedAsync(gateway, 1);
        Assert.That(gateway.Client("dark").Calls, Is.EqualTo(1), "a copy is not retried");
        await gateway.ShouldBeIdleAsync();
    }

    [Test]
    public async Task Shadow_EndsWell_IsAccountedForByItself([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        gateway.On("dark", Script.After(3));
        var response = await gateway.AskAsync(streamed);
        var entry = await CompletedAsync(gateway, 1);
        Assert.That(entry, Is.EqualTo($"Request {response.GetGatewayResult().RequestId}-shadow: shadow target dark Succeeded after 3000 ms"));
        Assert.That((streamed ? gateway.Health("dark").AverageTimeToFirstToken : gateway.Health("dark").AverageResponseTime), Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task Shadow_RejectedByADecorator_IsNoSuccessOfItsTarget([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        gateway.On("dark", new Script { Failure = new GatewayRejectedException(GatewayStage.Attempt, "no", "No.") });
        await gateway.AskAsync(streamed);
        Assert.That(await CompletedAsync(gateway, 1), Does.Contain("dark Rejected"));
        Assert.That(gateway.Health("dark").LastSuccessAt, Is.Null);
    }

    [Test]
    public async Task Shadow_Fails_IsSeenInItsHealthOnly([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        gateway.On("dark", Script.Status(503));
        await gateway.AskAsync(streamed);
        await CompletedAsync(gateway, 1);
        Assert.That((gateway.Health("dark").LastFailure!.Kind, gateway.Health("a").IsHealthy), Is.EqualTo((FailureKind.Overloaded, true)));
    }

    [Test]
    public async Task Shadow_Percentage_IsTheShareOfRequests([Values(0, 25, 100)] int percentage)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(percentage, ", \"MaxConcurrency\": 10000"));
        for (var i = 0; i < 2000; i++)
        {
            await gateway.Gateway.Client.GetResponseAsync("Hi");
        }

        await Quiescence.WaitAsync();
        Assert.That(gateway.Client("dark").Calls / 20d, Is.EqualTo(percentage).Within(percentage is 25 ? 5 : 0));
        Assert.That(gateway.Client("a").Calls, Is.EqualTo(2000));
    }

    [Test]
    public async Task Shadow_MaxConcurrency_IsNotExceededAndFreedAgain()
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100, ", \"MaxConcurrency\": 2"));
        gateway.On("dark", Script.After(5));
        for (var i = 0; i < 5; i++)
        {
            await gateway.AskAsync();
        }

        await Quiescence.WaitAsync();
        Assert.That(gateway.Client("dark").Calls, Is.EqualTo(2));
        await CompletedAsync(gateway, 2);
        await gateway.AskAsync();
        await Quiescence.WaitAsync();
        Assert.That(gateway.Client("dark").Calls, Is.EqualTo(3));
        await CompletedAsync(gateway, 3);
    }

    [Test]
    public async Task Shadow_CallerChangesItsMessagesMeanwhile_TheCopyIsOfTheRequest([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        for (var i = 0; i < 200; i++)
        {
            List<ChatMessage> messages = [new(ChatRole.User, "Hi"), new(ChatRole.User, "there")];
            _ = streamed ? await gateway.Gateway.Client.GetStreamingResponseAsync(messages).ToChatResponseAsync() : await gateway.Gateway.Client.GetResponseAsync(messages);
            messages.Clear();
            await CompletedAsync(gateway, i + 1);
            Assert.That(gateway.Client("dark").LastMessages, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task Shadow_TheOnlyOneLeft_DoesNotServe([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(0) + ", " + RoutingPolicyTests.NoRetry);
        gateway.On("a", Script.Status(500));
        var exception = await gateway.FailAsync<Client.Routing.AllTargetsFailedException>(streamed);
        Assert.That(exception.Attempts.Select(attempt => attempt.Target), Is.EqualTo(new[] { "a" }));
        Assert.That(await gateway.AnsweringAsync(new GatewayChatOptions { Target = "dark" }, streamed), Is.EqualTo("dark"));
    }

    [Test]
    public async Task Shadow_RequestNamesItsTarget_IsNotCopied([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        await gateway.AskAsync(streamed, new GatewayChatOptions { Target = "a" });
        await Quiescence.WaitAsync();
        Assert.That(gateway.Client("dark").Calls, Is.Zero);
    }

    [Test]
    public async Task Shadow_CallerCancels_TheCopyGoesOn([Values] bool streamed)
    {
        await using var gateway = new ScriptedGateway(Two, Shadow(100));
        gateway.On("a", Script.After(60)).On("dark", Script.After(3));
        using var source = new CancellationTokenSource();
        var call = gateway.Start(streamed, token: source.Token);
        await Quiescence.WaitAsync();
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.That(await CompletedAsync(gateway, 1), Does.Contain("dark Succeeded after 3000 ms"));
        await gateway.ShouldBeIdleAsync();
    }

    private static string Shadow(int percentage, string more = "") => $"\"Shadow\": {{ \"Target\": \"dark\", \"Percentage\": {percentage}{more} }}";

    /// <summary>Lets the clock run until so many copies have ended.</summary>
    private static async Task<string> CompletedAsync(ScriptedGateway gateway, int copies)
    {
        string[] entries = [];
        await Quiescence.RunUntilAsync(gateway.Time, () => (entries = Entries()).Length >= copies);
        Assert.That(entries, Has.Length.EqualTo(copies), "copies that ended");
        return entries[^1];

        string[] Entries() => [.. gateway.Gateway.Log.Entries.Where(entry => entry is { Id.Name: "ShadowCompleted", Level: LogLevel.Debug }).Select(entry => entry.Text)];
    }
}
