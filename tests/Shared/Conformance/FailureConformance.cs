using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>What failures are taken for, with status, code and wait, and whom the gateway asks next.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class FailureConformance(WireAdapter adapter) : WireTest(adapter)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task GetResponseAsync_VendorsError_IsTakenForWhatItSays([Values] bool streamed, [Values] WireErrorKind error)
    {
        if (Adapter.Errors.Failures.TryGetValue(error, out var expected))
        {
            await AssertTakenForAsync(streamed, WireFault.Error(error), expected);
        }
    }

    [TestCase(400, FailureKind.BadRequest)]
    [TestCase(401, FailureKind.Authentication)]
    [TestCase(402, FailureKind.QuotaExhausted)]
    [TestCase(403, FailureKind.Authentication)]
    [TestCase(404, FailureKind.ModelNotFound)]
    [TestCase(408, FailureKind.Timeout)]
    [TestCase(409, FailureKind.BadRequest)]
    [TestCase(413, FailureKind.ContextLength)]
    [TestCase(422, FailureKind.BadRequest)]
    [TestCase(429, FailureKind.RateLimited)]
    [TestCase(500, FailureKind.ServerError)]
    [TestCase(502, FailureKind.ServerError)]
    [TestCase(503, FailureKind.Overloaded)]
    [TestCase(504, FailureKind.ServerError)]
    [TestCase(529, FailureKind.Overloaded)]
    public async Task GetResponseAsync_StatusOfAProxy_IsTakenForWhatItMeans(int status, FailureKind kind)
    {
        var expected = new ProviderFailure(kind) { StatusCode = status };
        foreach (var streamed in new[] { false, true })
        {
            await AssertTakenForAsync(streamed, WireFault.Status(status) with { Body = "", ContentType = "text/plain" }, expected);
            await AssertTakenForAsync(streamed, WireFault.Status(status) with { Body = "<html>No</html>", ContentType = "text/html" }, expected);
        }
    }

    [TestCase("Retry-After: 7", 7000)]
    [TestCase("Retry-After: 1.5", 1500)]
    [TestCase("Retry-After: Sun, 01 Mar 2026 12:00:30 GMT", 30_000)]
    [TestCase("retry-after-ms: 250|Retry-After: 9", 250)]
    [TestCase("x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 6m0s|x-ratelimit-remaining-tokens: 90|x-ratelimit-reset-tokens: 1h", 360_000)]
    [TestCase("x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 120ms", 120)]
    [TestCase("x-ratelimit-remaining-requests: 5|x-ratelimit-reset-requests: 1s", null)]
    [TestCase("anthropic-ratelimit-input-tokens-remaining: 0|anthropic-ratelimit-input-tokens-reset: 2026-03-01T12:00:20Z", 20_000)]
    [TestCase("anthropic-ratelimit-requests-remaining: 3|anthropic-ratelimit-requests-reset: 2026-03-01T12:00:20Z", null)]
    public async Task GetResponseAsync_WaitInTheHeaders_IsOnTheAttempt(string headers, int? milliseconds)
    {
        Server.Default = headers.Split('|').Select(header => header.Split(": ", 2))
            .Aggregate(WireReply.Failing(WireFault.Error(WireErrorKind.RateLimit)), (reply, header) => reply.WithHeader(header[0], header[1]));
        foreach (var streamed in new[] { false, true })
        {
            await using var gateway = WithBackup((services, _) => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)));
            var failure = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().Attempts[0].Failure!;
            Assert.That((failure.Kind, failure.RetryAfter?.TotalMilliseconds), Is.EqualTo((FailureKind.RateLimited, (double?)milliseconds)));
        }
    }

    private static IEnumerable<TestCaseData<WireFault, FailureKind>> NoAnswers()
    {
        yield return StreamFaultConformance.Case("reset", WireFault.Reset(), FailureKind.Transport);
        yield return StreamFaultConformance.Case("cut before the body", WireFault.CutAfter(WireFault.BeforeBody), FailureKind.Transport);
        yield return StreamFaultConformance.Case("cut in the body", WireFault.CutAfter(1), FailureKind.Transport);
        yield return StreamFaultConformance.Case("HTML", WireFault.Html(), FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("HTML as JSON", WireFault.Html() with { ContentType = "application/json" }, FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("empty", WireFault.Empty(), FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("malformed", WireFault.MalformedAfter(0), FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("half", WireFault.EndAfter(1), FailureKind.InvalidResponse);
        yield return StreamFaultConformance.Case("error", WireFault.ErrorAfter(0), FailureKind.ServerError);
        yield return StreamFaultConformance.Case("failed", WireFault.FailedAfter(0), FailureKind.ServerError);
    }

    [TestCaseSource(nameof(NoAnswers))]
    public async Task GetResponseAsync_NoReadableAnswer_IsAnsweredByTheNext(WireFault fault, FailureKind expected)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WithBackup();
        var response = await gateway.Client.GetResponseAsync("Hi");
        Assert.That(response.Text, Is.EqualTo(BackupText));
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", expected);
    }

    [Test]
    public async Task GetResponseAsync_ErrorObjectWithStatus200_IsNeverAnAnswer([Values] bool streamed)
    {
        Server.Default = WireReply.Failing(WireFault.Status(200));
        await using var gateway = WithBackup();
        var result = await ResultAsync(gateway, streamed);
        Assert.That((result.Attempts[0].Failure?.StatusCode, result.Attempts[0].Outcome), Is.EqualTo(((int?)200, GatewayOutcome.Failed)));
    }

    [TestCase(204)]
    [TestCase(302)]
    [TestCase(307)]
    public async Task GetResponseAsync_StatusWithoutAnAnswer_IsInvalidAndNotFollowed(int status)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Default = WireReply.Failing(WireFault.Status(status) with { Body = "" }).WithHeader("Location", new Uri(Backup.BaseAddress, Adapter.Path).ToString());
            await using var gateway = Alone();
            var result = await ResultAsync(gateway, streamed);
            Assert.That(result.Attempts.Single().Failure?.Kind, Is.EqualTo(FailureKind.InvalidResponse));
            Assert.That(Backup.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task GetResponseAsync_AnswerFilteredToNothing_IsNotSentElsewhere([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text() with { Finish = WireFinish.ContentFilter });
        await using var gateway = WithBackup();
        if (!Adapter.SaysFiltered)
        {
            Assert.That((await gateway.Client.AskAsync(streamed)).FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            return;
        }

        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That((exception!.Failure.Kind, exception.Failure.ErrorCode, Backup.Requests.Count), Is.EqualTo((FailureKind.ContentFiltered, "content_filter", 0)));
    }

    [Test]
    public async Task GetResponseAsync_ConnectionRefused_IsTransport([Values] bool streamed)
    {
        await using var gateway = WithBackup();
        await Server.DisposeAsync();
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup");
        Assert.That(result.Attempts[0].Failure, Is.EqualTo(new ProviderFailure(FailureKind.Transport)));
    }

    [Test]
    public async Task GetResponseAsync_NameNotFound_IsTransport([Values] bool streamed)
    {
        await using var gateway = WithBackup((services, builder) =>
        {
            services.AddHttpClient("unresolved").AddHttpMessageHandler(() => new UnresolvedHandler());
            builder.Configure(options => options.Providers["main-provider"].HttpClientName = "unresolved");
        });
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup");
        Assert.That(result.Attempts[0].Failure, Is.EqualTo(new ProviderFailure(FailureKind.Transport)));
    }

    [Test]
    public async Task GetResponseAsync_AllTargetsFail_CarriesTheSdksExceptionOfTheFirst([Values] bool streamed)
    {
        Server.Default = WireReply.Failing(WireFault.Status(500));
        Backup.Default = WireReply.Failing(WireFault.Status(401));
        await using var gateway = WithBackup();
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(exception!.InnerException, Is.InstanceOf(Adapter.Exception));
        exception.Result!.ShouldHaveFailedAt("main", FailureKind.ServerError).ShouldHaveFailedAt("backup", FailureKind.Authentication).ShouldHaveAttempts(2);
    }

    private static async Task<GatewayResult> ResultAsync(WireGateway gateway, bool streamed)
    {
        GatewayResult? result = null;
        try
        {
            await gateway.Client.AskAsync(streamed, new GatewayChatOptions { OnCompleted = completed => result = completed });
        }
        catch (AiGatewayException)
        {
            // Whether another target was asked depends on what the error says.
        }

        return result!;
    }

    // Each attempt that the gateway lists is one request: the SDK retries nothing by itself.
    private async Task AssertTakenForAsync(bool streamed, WireFault fault, ProviderFailure expected)
    {
        var (before, backupBefore) = (Server.Requests.Count, Backup.Requests.Count);
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WithBackup();
        GatewayResult? result = null;
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed };
        if (expected.Kind is FailureKind.BadRequest or FailureKind.ContextLength or FailureKind.ContentFiltered)
        {
            var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed, options));
            Assert.That((exception!.Failure, Backup.Requests.Count), Is.EqualTo((expected, backupBefore)));
        }
        else
        {
            var response = await gateway.Client.AskAsync(streamed, options);
            Assert.That((response.Text, response.ModelId), Is.EqualTo((BackupText, WireGateway.BackupModel)));
        }

        Assert.That(result!.Attempts[0].Failure, Is.EqualTo(expected));
        Assert.That((result.Attempts.Count(attempt => attempt.Target == "main"), Server.Requests.Count - before), Is.EqualTo((1, 1)));
    }

    private sealed class UnresolvedHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known");
    }
}
