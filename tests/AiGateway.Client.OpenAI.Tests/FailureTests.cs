using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests;

/// <summary>What the failures of OpenAI are taken for, with status, code and wait, and whom the gateway asks next.</summary>
public sealed class FailureTests : WireTest
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private int _seen;

    [SetUp]
    public void SetUp() => _seen = 0;

    private static IEnumerable<TestCaseData<WireFault, ProviderFailure>> HealedByAnother()
    {
        yield return new(WireFault.Error(WireErrorKind.Authentication), Failure(FailureKind.Authentication, 401, "invalid_api_key"));
        yield return new(WireFault.Error(WireErrorKind.Permission), Failure(FailureKind.Authentication, 403, "unsupported_country_region_territory"));
        yield return new(WireFault.Error(WireErrorKind.ModelNotFound), Failure(FailureKind.ModelNotFound, 404, "model_not_found"));
        yield return new(WireFault.Error(WireErrorKind.RateLimit), Failure(FailureKind.RateLimited, 429, "rate_limit_exceeded"));
        yield return new(WireFault.Error(WireErrorKind.RateLimit) with { Body = "slow down", ContentType = "text/plain" }, Failure(FailureKind.RateLimited, 429, null));
        yield return new(WireFault.Error(WireErrorKind.Quota), Failure(FailureKind.QuotaExhausted, 429, "insufficient_quota"));
        yield return new(WireFault.Error(WireErrorKind.ServerError), Failure(FailureKind.ServerError, 500, "server_error"));
        yield return new(WireFault.Error(WireErrorKind.Overloaded), Failure(FailureKind.Overloaded, 503, "server_error"));
        yield return new(WireFault.Status(402), Failure(FailureKind.QuotaExhausted, 402, "insufficient_quota"));
        yield return new(WireFault.Status(408) with { Body = "" }, Failure(FailureKind.Timeout, 408, null));
        yield return new(WireFault.Status(502) with { Body = "<html>Bad gateway</html>", ContentType = "text/html" }, Failure(FailureKind.ServerError, 502, null));
        yield return new(WireFault.Status(504) with { Body = "" }, Failure(FailureKind.ServerError, 504, null));
        yield return new(WireFault.Reset(), Failure(FailureKind.Transport, null, null));
    }

    [TestCaseSource(nameof(HealedByAnother))]
    public async Task GetResponseAsync_TargetFails_IsAnsweredByTheNext(WireFault fault, ProviderFailure expected)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Default = WireReply.Failing(fault);
            await using var gateway = WireGateway.Over(Server, Backup);
            var response = await gateway.Client.AskAsync(streamed);
            var result = response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("backup");
            Assert.That((response.Text, response.ModelId), Is.EqualTo(("Hello from the backup.", "gpt-backup")));
            Assert.That(result.Attempts[0].Failure, Is.EqualTo(expected));
            AssertNoHiddenRetries(result);
        }
    }

    [TestCase(WireErrorKind.BadRequest, FailureKind.BadRequest, "invalid_request_error")]
    [TestCase(WireErrorKind.ContextLength, FailureKind.ContextLength, "context_length_exceeded")]
    [TestCase(WireErrorKind.ContentFilter, FailureKind.ContentFiltered, "content_policy_violation")]
    public async Task GetResponseAsync_RequestRefused_IsNotSentElsewhere(WireErrorKind kind, FailureKind expected, string code)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Script.Enqueue(WireFault.Error(kind));
            await using var gateway = WireGateway.Over(Server, Backup);
            var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
            Assert.That(exception!.Failure, Is.EqualTo(Failure(expected, 400, code)));
            Assert.That(Backup.Requests, Is.Empty);
            AssertNoHiddenRetries(exception.Result!);
        }
    }

    [Test]
    public async Task GetResponseAsync_AnswerFilteredToNothing_IsNotSentElsewhere([Values] bool streamed)
    {
        Server.Script.Enqueue(WireReply.Text() with { Finish = WireFinish.ContentFilter });
        await using var gateway = WireGateway.Over(Server, Backup);
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That((exception!.Failure.Kind, exception.Failure.ErrorCode, Backup.Requests.Count), Is.EqualTo((FailureKind.ContentFiltered, "content_filter", 0)));
    }

    [Test]
    public async Task GetResponseAsync_ModelRefuses_IsNotSentElsewhere([Values] bool streamed)
    {
        Server.Script.Enqueue(new WireReply { RefusalChunks = ["I can't ", "help with that."] });
        await using var gateway = WireGateway.Over(Server, Backup);
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That((exception!.Failure.Kind, Backup.Requests.Count), Is.EqualTo((FailureKind.ContentFiltered, 0)));
    }

    [Test]
    public async Task GetResponseAsync_ConnectionRefused_IsTransport([Values] bool streamed)
    {
        await Server.DisposeAsync();
        await using var gateway = WireGateway.Over(Server, Backup);
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup");
        Assert.That(result.Attempts[0].Failure, Is.EqualTo(Failure(FailureKind.Transport, null, null)));
    }

    [Test]
    public async Task GetResponseAsync_NameNotFound_IsTransport([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server, Backup, (services, builder) =>
        {
            services.AddHttpClient("unresolved").AddHttpMessageHandler(() => new UnresolvedHandler());
            builder.Configure(options => options.Providers["main-provider"].HttpClientName = "unresolved");
        });
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup");
        Assert.That(result.Attempts[0].Failure, Is.EqualTo(Failure(FailureKind.Transport, null, null)));
    }

    private static IEnumerable<TestCaseData<WireFault>> Unreadable()
    {
        yield return new(WireFault.Html());
        yield return new(WireFault.Html() with { ContentType = "application/json" });
        yield return new(WireFault.Empty());
        yield return new(WireFault.MalformedAfter(0));
        yield return new(WireFault.EndAfter(1));
        yield return new(WireFault.ErrorAfter(0));
    }

    [TestCaseSource(nameof(Unreadable))]
    public async Task GetResponseAsync_UnreadableAnswerWithStatus200_IsAnsweredByTheNext(WireFault fault)
    {
        Server.Default = WireReply.Failing(fault);
        await using var gateway = WireGateway.Over(Server, Backup);
        var result = (await gateway.Client.GetResponseAsync("Hi")).GetGatewayResult().ShouldBeAnsweredBy("backup");
        result.ShouldHaveFailedAt("main", FailureKind.InvalidResponse);
    }

    [TestCase("Retry-After: 7", 7000)]
    [TestCase("Retry-After: 1.5", 1500)]
    [TestCase("Retry-After: Sun, 01 Mar 2026 12:00:30 GMT", 30_000)]
    [TestCase("retry-after-ms: 250|Retry-After: 9", 250)]
    [TestCase("x-ratelimit-limit-requests: 60|x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 6m0s|x-ratelimit-remaining-tokens: 90|x-ratelimit-reset-tokens: 1h", 360_000)]
    [TestCase("x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 120ms", 120)]
    [TestCase("x-ratelimit-remaining-requests: 5|x-ratelimit-reset-requests: 1s", null)]
    public async Task GetResponseAsync_WaitInTheHeaders_IsOnTheAttempt(string headers, int? milliseconds)
    {
        foreach (var streamed in new[] { false, true })
        {
            Server.Default = headers.Split('|').Select(header => header.Split(": ", 2))
                .Aggregate(WireReply.Failing(WireFault.Error(WireErrorKind.RateLimit)), (reply, header) => reply.WithHeader(header[0], header[1]));
            await using var gateway = WireGateway.Over(Server, Backup, (services, _) => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)));
            var failure = (await gateway.Client.AskAsync(streamed)).GetGatewayResult().Attempts[0].Failure!;
            Assert.That((failure.Kind, failure.RetryAfter?.TotalMilliseconds), Is.EqualTo((FailureKind.RateLimited, (double?)milliseconds)));
        }
    }

    [Test]
    public async Task GetResponseAsync_AllTargetsFail_CarriesTheSdksExceptionOfTheFirst([Values] bool streamed)
    {
        Server.Default = WireReply.Failing(WireFault.Status(500));
        Backup.Default = WireReply.Failing(WireFault.Status(401));
        await using var gateway = WireGateway.Over(Server, Backup);
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(exception!.InnerException, Is.InstanceOf<System.ClientModel.ClientResultException>().With.Property("Status").EqualTo(500));
        exception.Result!.ShouldHaveFailedAt("main", FailureKind.ServerError).ShouldHaveFailedAt("backup", FailureKind.Authentication);
        AssertNoHiddenRetries(exception.Result!);
    }

    // Each attempt that the gateway lists is one request, and no request is missing from the list.
    private void AssertNoHiddenRetries(GatewayResult result)
    {
        Assert.That(result.Attempts.Count(attempt => attempt.Target == "main"), Is.EqualTo(Server.Requests.Count - _seen));
        _seen = Server.Requests.Count;
    }

    private sealed class UnresolvedHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known");
    }

    private static ProviderFailure Failure(FailureKind kind, int? status, string? code) => new(kind) { StatusCode = status, ErrorCode = code };
}
