using AiGateway.Client.Context;
using AiGateway.Client.Tests.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>A value in every text of a request, echoed by the provider in answers and failures, shows in no signal.</summary>
public sealed class SignalCanaryTests
{
    private const string Canary = "canary.seven@example.org";

    private const string RedactionOn = """ "Redaction": { "Entities": { "EMAIL_ADDRESS": "Pseudonymize" }, "BinaryContent": "Allow", "UnknownContent": "Allow" },""";

    private static IEnumerable<string> Paths() => ChatTexts.Paths().Where(path => !path.Contains("ediaType", StringComparison.Ordinal));

    [Test]
    public async Task EverySettableText_WithoutRedaction_ShowsNowhere([Values] bool streamed)
    {
        await using var gateway = AttemptSpanTests.Over(new EchoClient());
        using var signals = new Signals();
        foreach (var path in Paths())
        {
            await AskAsync(gateway, streamed, ChatTexts.Fill(path, Canary));
        }

        AssertClean(gateway, signals);
    }

    [Test]
    public async Task EverySettableText_QuotedInAFailure_ShowsNowhere([Values] bool streamed, [Values] bool late)
    {
        await using var gateway = AttemptSpanTests.Over(new EchoClient { FailsWith = Canary, FailsLate = late });
        using var signals = new Signals();
        foreach (var path in Paths())
        {
            await AskAsync(gateway, streamed, ChatTexts.Fill(path, Canary));
        }

        AssertClean(gateway, signals);
    }

    [Test]
    public async Task EverySettableText_WithRedactionAndSensitiveData_ShowsAsAPseudonym([Values] bool streamed)
    {
        await using var gateway = AttemptSpanTests.Over(new EchoClient(), sensitive: true, RedactionOn);
        using var signals = new Signals();
        foreach (var path in Paths())
        {
            await AskAsync(gateway, streamed, ChatTexts.Fill(path, Canary));
        }

        var (message, options) = (new ChatMessage(ChatRole.User, $"mail {Canary}"), new ChatOptions { Instructions = $"be kind to {Canary}" });
        await AskAsync(gateway, streamed, (message, options));
        AssertClean(gateway, signals);
        var last = signals.Attempts[^1];
        Assert.That(last.GetTagItem("gen_ai.input.messages") as string, Does.Contain("mail").And.Contain("EMAIL_ADDRESS"));
        Assert.That(last.GetTagItem("gen_ai.output.messages") as string, Does.Contain("EMAIL_ADDRESS"));
        Assert.That(last.GetTagItem("gen_ai.system_instructions") as string, Does.Contain("be kind to"));
    }

    [Test]
    public async Task SensitiveDataOff_WritesNoContent_WhateverTheEnvironmentSays([Values] bool streamed)
    {
        await using var gateway = AttemptSpanTests.Over(new EchoClient());
        using var signals = new Signals();
        var tool = AIFunctionFactory.Create(() => 1, "canary_tool", "a tool");
        await AskAsync(gateway, streamed, (new ChatMessage(ChatRole.User, "canary"), new ChatOptions { Tools = [tool], ConversationId = "canary", StopSequences = ["canary"] }));
        var names = signals.Attempts.Single().TagObjects.Select(tag => tag.Key).ToList();
        Assert.That(names, Has.None.StartsWith("gen_ai.input").And.None.StartsWith("gen_ai.output.messages").And.None.StartsWith("gen_ai.tool")
            .And.None.StartsWith("gen_ai.system").And.None.StartsWith("gen_ai.conversation").And.None.EndsWith("stop_sequences"));
        Assert.That(names, Has.Member("gen_ai.request.model").And.Member("gen_ai.response.finish_reasons").And.Member("gen_ai.usage.input_tokens"));
    }

    private static async Task AskAsync(TestGateway gateway, bool streamed, (ChatMessage Message, ChatOptions Options) request)
    {
        request.Options.ModelId = null;
        var options = new GatewayChatOptions(request.Options) { Caller = new GatewayCaller { Tenant = Canary, User = Canary, Application = Canary }, Tags = new Dictionary<string, string> { ["t"] = Canary } };
        try
        {
            await (streamed ? gateway.Client.GetStreamingResponseAsync([request.Message], options).ToChatResponseAsync() : gateway.Client.GetResponseAsync([request.Message], options));
        }
        catch (Client.Pipeline.AiGatewayException)
        {
            // Failures are part of what is looked at.
        }
    }

    private static void AssertClean(TestGateway gateway, Signals signals)
    {
        signals.Observe();
        var texts = SignalTexts.Of(signals, gateway.Log);
        Assert.That(signals.Attempts, Has.Count.GreaterThan(60));
        Assert.That(texts, Has.Count.GreaterThan(1000));
        Assert.That(texts.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(signals.Measurements.Select(measured => measured.Instrument), Has.Member("gen_ai.client.operation.duration"));
    }
}
