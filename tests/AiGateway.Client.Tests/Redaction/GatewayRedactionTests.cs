using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Redaction;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Redaction as a stage of the gateway, from its configuration.</summary>
public sealed class GatewayRedactionTests
{
    [Test]
    public async Task Configured_StagesBelowAndLogs_SeeNoValue([Values] bool streamed)
    {
        var (above, caching, attempt) = (new System.Collections.Concurrent.ConcurrentQueue<RecordedCall>(), new System.Collections.Concurrent.ConcurrentQueue<RecordedCall>(), new System.Collections.Concurrent.ConcurrentQueue<RecordedCall>());
        await using var gateway = new TestGateway(Json(), builder => builder
            .AddDecorator(GatewayStage.Governance, (inner, _) => new RecordingChatClient(inner, above))
            .AddDecorator(GatewayStage.Caching, (inner, _) => new RecordingChatClient(inner, caching))
            .AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, attempt)));
        GatewayResult? result = null;
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed, Caller = new() { Tenant = "acme" } };
        await AskAsync(gateway, $"{RedactionTest.Email} {RedactionTest.Ssn}", options, streamed);
        Assert.That(above.Single().Messages[0].Text, Does.Contain(RedactionTest.Email));
        foreach (var call in new[] { caching.Single(), attempt.Single() })
        {
            Assert.That(call.Messages[0].Text, Does.Match(@"^\[EMAIL_ADDRESS_\w{6}\] \*\*\*-\*\*-\*\*\*\*$"));
        }

        Assert.That(result!.Redactions, Is.EquivalentTo(new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 1, ["US_SSN"] = 1 }));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains(RedactionTest.Email));
    }

    [Test]
    public async Task NotConfigured_ThereIsNoStage()
    {
        await using var gateway = new TestGateway();
        Assert.That(gateway.Client.GetService<RedactionChatClient>(), Is.Null);
    }

    [Test]
    public async Task EnabledFalse_ThereIsNoStage()
    {
        await using var gateway = new TestGateway(Json(""" "Enabled": false """));
        Assert.That(gateway.Client.GetService<RedactionChatClient>(), Is.Null);
    }

    [Test]
    public async Task Reload_ChangesTheActions([Values] bool streamed)
    {
        var calls = new System.Collections.Concurrent.ConcurrentQueue<RecordedCall>();
        await using var gateway = new TestGateway(Json(), builder => builder.AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, calls)));
        gateway.Reload(Json(""" "Entities": { "us_ssn": "Replace" } """));
        await AskAsync(gateway, RedactionTest.Ssn, new GatewayChatOptions(), streamed);
        Assert.That(calls.Single().Messages[0].Text, Is.EqualTo("<US_SSN>"));
    }

    [Test]
    public void Validation_NamesEveryKey()
    {
        var failures = TestGateway.Failures(Json(""" "Entities": { "EMAIL_ADDRESS": "Hide", "NOTHING": "Mask" }, "Keyy": "x", "Key": "short", "Tenants": { "acme": { "Entities": { "NONE": "Mask" } } } """));
        Assert.That(failures, Has.Count.EqualTo(5));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Entities:EMAIL_ADDRESS = 'Hide' is not one of"));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Entities:NOTHING is not a known entity."));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Keyy is not a known key. Did you mean 'Key'?"));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Key is too short."));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Tenants:acme:Entities:NONE is not a known entity."));
    }

    [Test]
    public async Task NoKey_IsLoggedOnce()
    {
        await using var gateway = new TestGateway(Json());
        _ = gateway.Gateway;
        gateway.Reload(Json(""" "Entities": { "US_SSN": "Replace" } """));
        Assert.That(gateway.Log.Entries.Count(entry => entry.Id.Id == 7000), Is.EqualTo(1));
    }

    [Test]
    public async Task Redactor_RedactsForLogs()
    {
        await using var gateway = new TestGateway(Json());
        var redactor = gateway.Services.GetRequiredService<IRedactor>();
        var text = redactor.Redact($"{RedactionTest.Email} {RedactionTest.Ssn}", new GatewayCaller { Tenant = "acme" });
        Assert.That(text, Does.Match(@"^\[EMAIL_ADDRESS_\w{6}\] \*\*\*-\*\*-\*\*\*\*$"));
        Assert.That(redactor.Redact("clean"), Is.EqualTo("clean"));
    }

    [Test]
    public async Task Redactor_BlockedEntity_IsReplaced()
    {
        await using var gateway = new TestGateway(Json(""" "Entities": { "US_SSN": "Block" } """));
        Assert.That(gateway.Services.GetRequiredService<IRedactor>().Redact(RedactionTest.Ssn), Is.EqualTo("<US_SSN>"));
    }

    [TestCase(GatewayStage.Outer, 1)]
    [TestCase(GatewayStage.Entry, 1)]
    [TestCase(GatewayStage.Governance, 1)]
    [TestCase(GatewayStage.Redaction, 1)]
    [TestCase(GatewayStage.Caching, 0)]
    [TestCase(GatewayStage.Attempt, 0)]
    public async Task DecoratorThatKeepsContent_OutsideRedaction_IsReported(GatewayStage stage, int reports)
    {
        Func<IChatClient, IServiceProvider, IChatClient>[] factories =
        [
            (inner, services) => new LoggingChatClient(inner, services.GetRequiredService<ILoggerFactory>().CreateLogger("x")),
            (inner, _) => new OpenTelemetryChatClient(inner),
            (inner, _) => new DistributedCachingChatClient(inner, new NoCache()),
        ];
        foreach (var factory in factories)
        {
            await using (var warned = new TestGateway(Json(), builder => builder.AddDecorator(stage, factory)))
            {
                _ = warned.Gateway;
                Assert.That(warned.Log.Entries.Count(entry => entry.Id.Id == 7001), Is.EqualTo(reports));
            }

            await using var rejected = new TestGateway(Json(""" "OutsideDecorators": "Reject" """), builder => builder.AddDecorator(stage, factory));
            Assert.That(() => rejected.Gateway, reports > 0 ? Throws.InstanceOf<OptionsValidationException>() : Throws.Nothing);
        }
    }

    [Test]
    public async Task DecoratorInsideAndOutside_OnlyOneIsOutside_IsReported()
    {
        await using var gateway = new TestGateway(Json(), builder => builder
            .AddDecorator(GatewayStage.Outer, (inner, _) => new OpenTelemetryChatClient(inner)).AddDecorator(GatewayStage.Caching, (inner, _) => new OpenTelemetryChatClient(inner)));
        _ = gateway.Gateway;
        Assert.That(gateway.Log.Entries.Count(entry => entry.Id.Id == 7001), Is.EqualTo(1));
    }

    [Test]
    public async Task Refused_IsARejectionOfTheRequest([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(""" "Entities": { "US_SSN": "Block" } """));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => AskAsync(gateway, RedactionTest.Ssn, new GatewayChatOptions(), streamed));
        Assert.That(refused!.Result!.Outcome, Is.EqualTo(GatewayOutcome.Rejected));
        Assert.That(refused.Result.Redactions, Is.EquivalentTo(new Dictionary<string, int> { ["US_SSN"] = 1 }));
    }

    private static string Json(string redaction = """ "Entities": { "EMAIL_ADDRESS": "Pseudonymize" }, "Tenants": { "acme": { "Entities": { "US_SSN": "Mask" } } } """) =>
        TestGateway.TwoTargets.Replace("\"AiGateway\": {", $$"""
            "AiGateway": { "Redaction": { {{redaction}} },
            """, StringComparison.Ordinal);

    private static async Task AskAsync(TestGateway gateway, string text, ChatOptions options, bool streamed) => await gateway.RunAsync(streamed
        ? gateway.Client.GetStreamingResponseAsync(text, options).ToChatResponseAsync()
        : gateway.Client.GetResponseAsync(text, options));

    private sealed class NoCache : IDistributedCache
    {
        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.CompletedTask;
    }
}
