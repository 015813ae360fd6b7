using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Content;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>One record for every request, however it ends.</summary>
public sealed class RecordTests
{
    private const string WithKey = $""" "Key": "{AuditTest.Key}" """;

    [Test]
    public async Task Succeeded_EveryField_IsKept([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey);
        var result = (await test.AskAsync($"Write to {AuditTest.Email}", streamed)).GetGatewayResult();
        var record = (await test.RecordsAsync()).Single();
        var key = await AuditTest.KeyOfAsync();
        Assert.That((record.RequestId, record.Route, record.Outcome, record.IsStreamed), Is.EqualTo((result.RequestId, "chat", GatewayOutcome.Succeeded, streamed)));
        Assert.That((record.Tenant, record.Application, record.User, record.KeyId), Is.EqualTo(("acme", "desk", key.Pseudonymize("u1"), key.Id)));
        Assert.That(record.Attempts.Select(attempt => (attempt.Target, attempt.Model, attempt.Outcome)), Is.EqualTo(new[] { ("main", "model-a", GatewayOutcome.Succeeded) }));
        Assert.That(record.Redactions, Is.EqualTo(new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 1 }));
        Assert.That((record.ConfigurationVersion, record.Messages, record.Reason, record.Stage), Is.EqualTo((result.ConfigurationVersion, (int?)1, (string?)null, (GatewayStage?)null)));
        Assert.That((record.UsageStatus, record.Cost, record.Time), Is.EqualTo((result.UsageStatus, result.Cost, test.Gateway.Time.GetUtcNow())));
        Assert.That((record.Prompt, record.Answer), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Hashes_AreOfThePseudonymisedView([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey);
        var sent = new List<ChatMessage>();
        await using var seen = new AuditTest(WithKey, configure: builder => builder.AddDecorator(GatewayStage.Caching, (inner, _) => new Peeking(inner, sent)));
        await test.AskAsync($"Write to {AuditTest.Email}", streamed);
        await seen.AskAsync($"Write to {AuditTest.Email}", streamed);
        var record = (await test.RecordsAsync()).Single();
        var key = await AuditTest.KeyOfAsync();
        Assert.That(sent.Single().Text, Does.Match(@"^Write to \[EMAIL_ADDRESS_\w{6}\]$"));
        Assert.That(record.PromptHash, Is.EqualTo(AuditHash.OfPrompt(key, sent)));
        Assert.That(record.AnswerHash, Is.EqualTo(AuditHash.OfAnswer(key, FakeChatClient.Answer(sent.Single().Text))));
        Assert.That(record.PromptHash, Is.Not.EqualTo(AuditHash.OfPrompt(key, [new ChatMessage(ChatRole.User, $"Write to {AuditTest.Email}")])));
    }

    [Test]
    public async Task Hashes_PlainAndStreamed_AreEqual()
    {
        await using var test = new AuditTest(WithKey);
        await test.AskAsync("Grüße 🙂 to you", streamed: false);
        await test.AskAsync("Grüße 🙂 to you", streamed: true);
        var records = await test.RecordsAsync();
        Assert.That(records[1].AnswerHash, Is.EqualTo(records[0].AnswerHash).And.Not.Null);
        Assert.That(records[1].PromptHash, Is.EqualTo(records[0].PromptHash).And.Not.Null);
    }

    [Test]
    public async Task Denied_ByAPolicy_HasNoContentAtAll([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey, configure: builder => builder.AddPolicy("mine", (_, _) => new(GovernanceDecision.Deny("not_here"))));
        await Assert.CatchAsync<PolicyDeniedException>(() => test.AskAsync($"Write to {AuditTest.Email}", streamed));
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.Outcome, record.Stage, record.Reason), Is.EqualTo((GatewayOutcome.Rejected, (GatewayStage?)GatewayStage.Governance, "not_here")));
        Assert.That((record.Messages, record.PromptHash, record.AnswerHash), Is.EqualTo(((int?)null, (string?)null, (string?)null)));
        Assert.That(record.Decisions.Single().Policy, Is.EqualTo("mine"));
        Assert.That((record.User, record.Attempts.Count), Is.EqualTo(((await AuditTest.KeyOfAsync()).Pseudonymize("u1"), 0)));
    }

    [Test]
    public async Task Denied_ByRedaction_HasNoContentAtAll([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey, configure: builder => builder.Configure(options => options.Redaction.Entities["EMAIL_ADDRESS"] = RedactionAction.Block));
        await Assert.CatchAsync<RedactionRejectedException>(() => test.AskAsync($"Write to {AuditTest.Email}", streamed));
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.Outcome, record.Stage, record.Reason, record.PromptHash), Is.EqualTo((GatewayOutcome.Rejected, (GatewayStage?)GatewayStage.Redaction, "redaction_blocked", (string?)null)));
        Assert.That(record.Redactions["EMAIL_ADDRESS"], Is.EqualTo(1));
    }

    [Test]
    public async Task UnknownRoute_IsKept([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey);
        await Assert.CatchAsync<RouteNotFoundException>(() => test.AskAsync("Hi", streamed, AuditTest.By(route: "nowhere")));
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.Outcome, record.Route, record.Reason), Is.EqualTo((GatewayOutcome.Rejected, "", "route_not_found")));
        Assert.That(test.Sink.Lines.Single(), Does.Not.Contain("nowhere"));
    }

    [Test]
    public async Task Failed_HasEveryAttempt([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey);
        await Assert.CatchAsync<AllTargetsFailedException>(() => test.AskAsync("Hi", streamed, AuditTest.By(route: "broken")));
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.Outcome, record.Reason, record.AnswerHash), Is.EqualTo((GatewayOutcome.Failed, "Overloaded", (string?)null)));
        Assert.That(record.Attempts.Select(attempt => (attempt.Model, attempt.Failure!.StatusCode)), Is.EqualTo(new[] { ("model-b", (int?)503), ("model-c", 503) }));
        Assert.That(record.PromptHash, Is.Not.Null);
    }

    [Test]
    public async Task Cancelled_IsKept([Values] bool streamed)
    {
        using var cancellation = new CancellationTokenSource();
        await using var test = new AuditTest(WithKey, provider: new FakeChatClient
        {
            OnResponse = async (_, _, token) =>
            {
                await cancellation.CancelAsync();
                token.ThrowIfCancellationRequested();
                return FakeChatClient.Answer("never");
            },
            OnStream = (_, _, token) => CancelAsync(cancellation, token),
        });
        await Assert.CatchAsync<OperationCanceledException>(() => test.AskAsync("Hi", streamed, cancellationToken: cancellation.Token));
        var record = (await test.RecordsAsync()).Single();
        Assert.That(record.Outcome, Is.EqualTo(GatewayOutcome.Cancelled));
        Assert.That(record.AnswerHash, streamed ? Is.EqualTo(AuditHash.OfAnswer(await AuditTest.KeyOfAsync(), FakeChatClient.Answer("part"))) : Is.Null);
    }

    [Test]
    public async Task Abandoned_HasTheHashOfWhatWasThere()
    {
        await using var test = new AuditTest(WithKey);
        await foreach (var update in test.Gateway.Client.GetStreamingResponseAsync("abcdefghi", AuditTest.By()))
        {
            if (update.Text.Length > 0)
            {
                break;
            }
        }

        var record = (await test.RecordsAsync()).Single();
        Assert.That(record.Outcome, Is.EqualTo(GatewayOutcome.Abandoned));
        Assert.That(record.AnswerHash, Is.EqualTo(AuditHash.OfAnswer(await AuditTest.KeyOfAsync(), FakeChatClient.Answer("abc"))));
    }

    [Test]
    public async Task StreamThatNobodyDisposes_HasItsRecord()
    {
        var test = new AuditTest(WithKey, configure: builder => builder.Configure(options => options.Auditing.QueueCapacity = 10));
        for (var i = 0; i < 10; i++)
        {
            await ForgetAsync(test);
        }

        // Until its time limits are over, timers know of the stream.
        test.Gateway.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 100 && (await test.RecordsAsync()).Count < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var outcomes = test.Sink.Records.Select(record => record.Outcome).ToList();
        Assert.That(outcomes, Has.Count.EqualTo(10));
        Assert.That(outcomes, Is.All.EqualTo(GatewayOutcome.Abandoned));
        await test.AskAsync("there is room again", streamed: true);
        Assert.That(await test.RecordsAsync(), Has.Count.EqualTo(11));

        // Disposal waits for streams that nobody has ended, by the clock.
        await test.Gateway.RunAsync(EndAsync(test));
    }

    [Test]
    public async Task ReasonCode_WithContent_IsNotKept([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey, configure: builder => builder.AddDecorator(GatewayStage.Governance, (inner, _) => new Refusing(inner)));
        await Assert.CatchAsync<GatewayRejectedException>(() => test.AskAsync("Hi", streamed));
        Assert.That((await test.RecordsAsync()).Single().Reason, Is.EqualTo("other"));
    }

    [Test]
    public async Task Content_Configured_IsEncryptedUnderTheKeyOfTheTenant([Values] bool streamed)
    {
        await using var test = new AuditTest($"""{WithKey}, "IncludeContent": true""");
        await test.AskAsync($"Write to {AuditTest.Email}", streamed);
        var record = (await test.RecordsAsync()).Single();
        var key = await AuditTest.KeyOfAsync();
        Assert.That(key.Decrypt(record.Prompt!), Does.Match(@"^M: user\nT: Write to \[EMAIL_ADDRESS_\w{6}\]$"));
        Assert.That(key.Decrypt(record.Answer!), Does.Match(@"^T: Write to \[EMAIL_ADDRESS_\w{6}\]$"));
        Assert.That(test.Sink.Lines.Single(), Does.Not.Contain("Write to"));
        var other = await AuditTest.KeyOfAsync("other");
        Assert.That(() => other.Decrypt(record.Prompt!), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    [Test]
    public async Task ExplainAsync_LeavesNoRecord()
    {
        await using var test = new AuditTest(WithKey);
        await test.Gateway.Gateway.ExplainAsync([new ChatMessage(ChatRole.User, "Hi")]);
        Assert.That(await test.RecordsAsync(), Is.Empty);
    }

    [Test]
    public async Task Tenants_HaveDifferentHashesAndPseudonyms([Values] bool streamed)
    {
        await using var test = new AuditTest(WithKey);
        await test.AskAsync("Hi", streamed);
        await test.AskAsync("Hi", streamed, new GatewayChatOptions { Caller = new() { Tenant = "other", User = "u1" } });
        var records = await test.RecordsAsync();
        Assert.That(records[0].PromptHash, Is.Not.EqualTo(records[1].PromptHash));
        Assert.That(records[0].User, Is.Not.EqualTo(records[1].User));
    }

    private static async Task<bool> EndAsync(AuditTest test)
    {
        await test.DisposeAsync();
        return true;
    }

    private static async Task ForgetAsync(AuditTest test)
    {
        var stream = test.Gateway.Client.GetStreamingResponseAsync("abcdefghi", AuditTest.By()).GetAsyncEnumerator();
        await stream.MoveNextAsync();
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> CancelAsync(
        CancellationTokenSource cancellation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        yield return FakeChatClient.Text("part");
        await cancellation.CancelAsync();
        token.ThrowIfCancellationRequested();
    }

    private sealed class Peeking(IChatClient inner, List<ChatMessage> sent) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            sent.AddRange(messages);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            sent.AddRange(messages);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }

    private sealed class Refusing(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new GatewayRejectedException(GatewayStage.Governance, "no: alice@example.org", "no");

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new GatewayRejectedException(GatewayStage.Governance, "no: alice@example.org", "no");
    }
}
