using AiGateway.Client.Context;
using AiGateway.Client.Routing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A key goes to its provider and nowhere else.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
public sealed class SecretConformance(WireAdapter adapter) : WireTest(adapter)
{
    private static IEnumerable<TestCaseData<WireFault?>> Faults()
    {
        yield return new(null);
        yield return new(WireFault.Status(401));
        yield return new(WireFault.Status(401) with { Message = $"Incorrect API key provided: {WireGateway.Key}." });
        yield return new(WireFault.Status(500) with { Body = $"<pre>Authorization: Bearer {WireGateway.Key}</pre>", ContentType = "text/html" });
        yield return new(WireFault.Status(400) with { Code = WireGateway.Key });
        yield return new(WireFault.Error(WireErrorKind.RateLimit) with { Message = WireGateway.Key });
        yield return new(WireFault.MalformedAfter(1));
        yield return new(WireFault.ErrorAfter(0) with { Message = WireGateway.Key });
        yield return new(WireFault.ErrorAfter(2) with { Message = WireGateway.Key, Code = WireGateway.Key });
        yield return new(WireFault.Html() with { Body = WireGateway.Key });
        yield return new(WireFault.Reset());
        yield return new(WireFault.CutAfter(1));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task ApiKey_WhateverHappens_IsInNoLogAndNoException(WireFault? fault)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Default = fault is null ? WireReply.Text("Hello") : WireReply.Failing(fault);
            GatewayResult? result = null;
            await using var gateway = Alone(new() { ["HttpClientName"] = "logged" }, (services, _) => services.AddHttpClient("logged"));
            var exception = await CatchAsync(() => gateway.Client.AskAsync(streamed, new GatewayChatOptions { OnCompleted = completed => result = completed }));
            Assert.That(exception is null, Is.EqualTo(fault is null));
            Assert.That(Server.Requests[^1].ApiKey, Is.EqualTo(WireGateway.Key), "the key was sent");
            AssertAbsent(Text(gateway.Log), "log");
            AssertAbsent(exception?.ToString() ?? "", "exception");
            AssertAbsent(string.Join('\n', result!.Attempts.Select(attempt => attempt.Failure)) + result, "result");
            Assert.That(gateway.Log.Entries, Is.Not.Empty);
        }
    }

    [Test]
    public async Task ApiKey_FromACredential_IsInNoLogAndNoException([Values] bool streamed)
    {
        var key = string.Concat("vault-", new string('9', 30));
        Server.Default = WireReply.Failing(WireFault.Status(401) with { Message = $"Bad key {key}" });
        await using var gateway = Alone(configure: (_, builder) =>
            builder.AddCredential("main-provider", (_, _) => ValueTask.FromResult<string?>(key)));
        var exception = await CatchAsync(() => gateway.Client.AskAsync(streamed));
        Assert.That(Server.Requests[^1].ApiKey, Is.EqualTo(key));
        Assert.That(exception!.ToString() + Text(gateway.Log), Does.Not.Contain(key));
    }

    [Test]
    public async Task Refusal_ProviderGivesAReason_IsOnTheExceptionAndInNoMessageOrLog([Values] bool streamed)
    {
        const string Reason = "Invalid schema for function 'f': quote from the prompt.";
        Server.Default = WireReply.Failing(WireFault.Status(400) with { Message = Reason });
        await using var gateway = Alone();
        var refused = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(refused!.ProviderMessage, Is.EqualTo(Reason));
        Assert.That(refused.Message, Does.Not.Contain("quote"));
        Assert.That(Text(gateway.Log), Does.Not.Contain("quote"));
    }

    private static void AssertAbsent(string text, string where) => Assert.That(text, Does.Not.Contain(WireGateway.Key), where);

    private static string Text(RecordingLogger log) =>
        string.Join('\n', log.Entries.Select(entry => $"{entry.Text} {string.Join(' ', entry.Values)}"));

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
