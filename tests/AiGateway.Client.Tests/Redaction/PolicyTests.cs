using AiGateway.Client.Context;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Actions, modes, tenants, detectors, and what is refused.</summary>
public sealed class PolicyTests
{
    [TestCase(RedactionAction.Mask, "***-**-****")]
    [TestCase(RedactionAction.Replace, "<US_SSN>")]
    [TestCase(RedactionAction.Surrogate, @"^9\d\d-00-\d{4}$")]
    public async Task Action_OfAnEntity_DecidesWhatIsSent(RedactionAction action, string expected)
    {
        foreach (var streamed in new[] { false, true })
        {
            var test = RedactionTest.Echo(configure: options => options.Entities["US_SSN"] = action);
            var response = await test.AskAsync(RedactionTest.Ssn, streamed);
            Assert.That(test.SentText, action is RedactionAction.Surrogate ? Does.Match(expected) : Is.EqualTo(expected));
            Assert.That(response.Text, Is.EqualTo(test.SentText), "not restored");
        }
    }

    [Test]
    public async Task Mask_OfACard_KeepsTheLastFour([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Entities["CREDIT_CARD"] = RedactionAction.Mask);
        await test.AskAsync(RedactionTest.Card, streamed);
        Assert.That(test.SentText, Is.EqualTo("**** **** **** 1111"));
    }

    [Test]
    public async Task Allow_LetsPass([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Entities["US_SSN"] = RedactionAction.Allow);
        await test.AskAsync(RedactionTest.Ssn, streamed);
        Assert.That(test.SentText, Is.EqualTo(RedactionTest.Ssn));
    }

    [Test]
    public async Task Block_RefusesWithoutTheValue([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Entities["US_SSN"] = RedactionAction.Block);
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync($"x {RedactionTest.Ssn}", streamed));
        Assert.That((refused!.ReasonCode, refused.Entity), Is.EqualTo(("redaction_blocked", "US_SSN")));
        Assert.That(refused.ToString(), Does.Not.Contain(RedactionTest.Ssn));
        Assert.That(test.Sent, Is.Empty);
    }

    [Test]
    public async Task DryRun_CountsAndChangesNothing([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options =>
        {
            options.Mode = RedactionMode.DryRun;
            options.Entities["US_SSN"] = RedactionAction.Block;
        });
        var message = new ChatMessage(ChatRole.User, $"{RedactionTest.Ssn} {RedactionTest.Email}");
        var result = await ResultAsync(test.Client, [message], streamed);
        Assert.That(test.Sent[0], Is.SameAs(message));
        Assert.That(result.Redactions, Is.EquivalentTo(new Dictionary<string, int> { ["US_SSN"] = 1, ["EMAIL_ADDRESS"] = 1 }));
    }

    [Test]
    public async Task Result_CountsEveryReplacement([Values] bool streamed)
    {
        var test = RedactionTest.Says(RedactionTest.Ssn, options => options.Responses["US_SSN"] = RedactionAction.Mask);
        var result = await ResultAsync(test.Client, [new(ChatRole.User, $"{RedactionTest.Email} {RedactionTest.Email}")], streamed);
        Assert.That(result.Redactions, Is.EquivalentTo(new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 2, ["US_SSN"] = 1 }));
    }

    [Test]
    public async Task Tenant_HasActionsOfItsOwn([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Tenants["acme"] = new RedactionTenantOptions { Entities = { ["US_SSN"] = RedactionAction.Replace } });
        await test.AskAsync(RedactionTest.Ssn, streamed, new GatewayChatOptions { Caller = new() { Tenant = "acme" } });
        Assert.That(test.SentText, Is.EqualTo("<US_SSN>"));
        await test.AskAsync(RedactionTest.Ssn, streamed);
        Assert.That(test.SentText, Does.StartWith("[US_SSN_"));
    }

    [Test]
    public async Task Conversation_HasPseudonymsOfItsOwn([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Scope = RedactionScope.Conversation);
        var sent = new List<string>();
        foreach (var conversation in new[] { "a", "a", "b" })
        {
            await test.AskAsync(RedactionTest.Email, streamed, new ChatOptions { ConversationId = conversation });
            sent.Add(test.SentText);
        }

        Assert.That(sent[1], Is.EqualTo(sent[0]));
        Assert.That(sent[2], Is.Not.EqualTo(sent[0]));
    }

    [Test]
    public async Task Epoch_Changed_MakesPseudonymsNew([Values] bool streamed)
    {
        var (first, second) = (RedactionTest.Echo(), RedactionTest.Echo(configure: options => options.Epoch = 1));
        await first.AskAsync(RedactionTest.Email, streamed);
        await second.AskAsync(RedactionTest.Email, streamed);
        Assert.That(second.SentText, Is.Not.EqualTo(first.SentText));
    }

    [Test]
    public async Task GetKeys_Fails_BlocksTheCall([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.GetKeys = (_, _) => throw new IOException(RedactionTest.Email));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync(RedactionTest.Email, streamed));
        Assert.That(refused!.ReasonCode, Is.EqualTo("redaction_key"));
        Assert.That(refused.ToString(), Does.Not.Contain(RedactionTest.Email));
    }

    [Test]
    public async Task Detector_FindsNames_WhichAreReplacedEverywhere([Values] bool streamed)
    {
        var test = WithDetector((text, _) => ValueTask.FromResult<IReadOnlyList<Detection>>(
            text.IndexOf("Mr Quill", StringComparison.Ordinal) is >= 0 and var at ? [new Detection("PERSON", at + 3, 5, 1)] : []));
        await test.AskAsync([new(ChatRole.User, "Mr Quill"), new(ChatRole.User, "Quill")], streamed);
        Assert.That(test.Sent[1].Text, Does.Match(@"^\[PERSON_\w{6}\]$"));
        Assert.That(test.Sent[0].Text, Is.EqualTo($"Mr {test.Sent[1].Text}"));
    }

    [Test]
    public async Task Detector_Throws_BlocksTheCall([Values] bool streamed)
    {
        var test = WithDetector((text, _) => throw new InvalidOperationException(text));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync("a secret text", streamed));
        Assert.That(refused!.ReasonCode, Is.EqualTo("redaction_detector_failed"));
        Assert.That(refused.ToString(), Does.Not.Contain("a secret text"));
        Assert.That(test.Sent, Is.Empty);
    }

    [Test]
    public async Task Detector_NamesAPlaceOutsideTheText_BlocksTheCall([Values] bool streamed)
    {
        var test = WithDetector((_, _) => ValueTask.FromResult<IReadOnlyList<Detection>>([new Detection("PERSON", 2, 500, 1)]));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync("text", streamed));
        Assert.That(refused!.ReasonCode, Is.EqualTo("redaction_detector_failed"));
    }

    [Test]
    public async Task Detector_ReportsWhatItDoesNotList_BlocksTheCall([Values] bool streamed)
    {
        var test = WithDetector((_, _) => ValueTask.FromResult<IReadOnlyList<Detection>>([new Detection("LOCATION", 0, 4, 1)]));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync("text", streamed));
        Assert.That(refused!.Message, Does.Contain(nameof(OwnDetector)));
    }

    [Test]
    public async Task DryRun_DetectorFails_LetsTheCallPass([Values] bool streamed)
    {
        var test = WithDetector((text, _) => throw new InvalidOperationException(text), configure: options => options.Mode = RedactionMode.DryRun);
        await test.AskAsync(RedactionTest.Email, streamed);
        Assert.That(test.SentText, Is.EqualTo(RedactionTest.Email));
    }

    [Test]
    public async Task DryRun_SequenceThatIsReadOnce_IsSentWhole([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Mode = RedactionMode.DryRun);
        var values = new Queue<string>([RedactionTest.Email]);
        IEnumerable<string> Once()
        {
            while (values.TryDequeue(out var value))
            {
                yield return value;
            }
        }

        await test.AskAsync([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", Once())])], streamed);
        Assert.That(((FunctionResultContent)test.Sent[0].Contents[0]).Result, Is.EqualTo(new[] { RedactionTest.Email }));
    }

    [Test]
    public async Task Detector_IsSilent_BlocksTheCallInTime([Values] bool streamed)
    {
        var time = new TestClock(DateTimeOffset.UnixEpoch);
        var test = WithDetector((_, _) => new ValueTask<IReadOnlyList<Detection>>(new TaskCompletionSource<IReadOnlyList<Detection>>().Task), time);
        var call = test.AskAsync("text", streamed);
        time.Advance(TimeSpan.FromSeconds(2));
        var refused = await Assert.ThrowsAsync<RedactionRejectedException>(() => call);
        Assert.That(refused!.ReasonCode, Is.EqualTo("redaction_detector_timeout"));
    }

    [Test]
    public async Task RawRepresentationFactory_IsBlockedDroppedOrAllowed([Values] bool streamed)
    {
        var options = new ChatOptions { RawRepresentationFactory = _ => RedactionTest.Email };
        await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync("x", streamed, options));
        var dropped = RedactionTest.Echo(configure: redaction => redaction.RawRepresentationFactory = RawRepresentationPolicy.Drop);
        await dropped.AskAsync("x", streamed, options);
        Assert.That(dropped.SentOptions!.RawRepresentationFactory, Is.Null);
        Assert.That(options.RawRepresentationFactory, Is.Not.Null);
        var allowed = RedactionTest.Echo(configure: redaction => redaction.RawRepresentationFactory = RawRepresentationPolicy.Allow);
        await allowed.AskAsync("x", streamed, options);
        Assert.That(allowed.SentOptions!.RawRepresentationFactory, Is.Not.Null);
    }

    [Test]
    public async Task BinaryContent_IsBlockedOrAllowed([Values] bool streamed)
    {
        var message = new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1, 2 }, "image/png")]);
        await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync([message], streamed));
        var allowed = RedactionTest.Echo(configure: options => options.BinaryContent = ContentPolicy.Allow);
        await allowed.AskAsync([message], streamed);
        Assert.That(allowed.Sent[0], Is.SameAs(message));
    }

    [Test]
    public async Task UnknownContentAndTools_AreBlockedOrAllowed([Values] bool streamed)
    {
        var message = new ChatMessage(ChatRole.User, [new OwnContent()]);
        var options = new ChatOptions { Tools = [new OwnTool()] };
        await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync([message], streamed));
        await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync("x", streamed, options));
        var allowed = RedactionTest.Echo(configure: redaction => redaction.UnknownContent = ContentPolicy.Allow);
        await allowed.AskAsync([message], streamed, options);
        Assert.That(allowed.Sent[0].Contents[0], Is.SameAs(message.Contents[0]));
    }

    [Test]
    public void UseRedaction_WrongOptions_NamesEveryError()
    {
        var failures = Assert.Throws<OptionsValidationException>(() => RedactionTest.Echo(configure: options =>
        {
            options.Key = "short";
            options.PreviousKey = "short";
            options.Entities["EMAIL_ADRESS"] = RedactionAction.Mask;
            options.Responses["US_SSN"] = RedactionAction.Pseudonymize;
            options.AllowedUrlHosts["https://x"] = true;
            options.Epoch = -1;
            options.DetectorTimeout = TimeSpan.Zero;
        }))!.Failures;
        Assert.That(failures.Count(), Is.EqualTo(7));
        Assert.That(string.Concat(failures), Does.Not.Contain("short\""));
    }

    private static RedactionTest WithDetector(Func<string, CancellationToken, ValueTask<IReadOnlyList<Detection>>> detect, TimeProvider? time = null, Action<RedactionOptions>? configure = null)
    {
        var services = new ServiceCollection().AddSingleton<IEntityDetector>(new OwnDetector(detect));
        services.AddSingleton(time ?? TimeProvider.System);
        return new RedactionTest(messages => [RedactionTest.Text(messages[^1].Text), FakeChatClient.Finish()], configure, services.BuildServiceProvider());
    }

    private static async Task<GatewayResult> ResultAsync(IChatClient client, IEnumerable<ChatMessage> messages, bool streamed)
    {
        GatewayResult? result = null;
        var entry = new ChatClientBuilder(client).UseGatewayEntry().Build();
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed };
        _ = streamed ? await entry.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : await entry.GetResponseAsync(messages, options);
        return result!;
    }

    private sealed class OwnContent : AIContent;

    private sealed class OwnTool : AITool;

    private sealed class OwnDetector(Func<string, CancellationToken, ValueTask<IReadOnlyList<Detection>>> detect) : IEntityDetector
    {
        public IReadOnlyList<string> Entities => ["PERSON"];

        public ValueTask<IReadOnlyList<Detection>> DetectAsync(string text, CancellationToken cancellationToken) => detect(text, cancellationToken);
    }
}
