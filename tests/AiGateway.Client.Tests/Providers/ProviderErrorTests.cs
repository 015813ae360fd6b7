using System.Net;
using System.Text;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Providers;

public sealed class ProviderErrorTests
{
    // The shapes are those of the vendors' error pages; the texts are shortened.
    [TestCase(429, """{"type":"error","error":{"type":"rate_limit_error","message":"x"}}""", FailureKind.RateLimited, "rate_limit_error")]
    [TestCase(429, """{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"enforced_spend_limit_reached"}}}""", FailureKind.QuotaExhausted, "enforced_spend_limit_reached")]
    [TestCase(400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. x"}}""", FailureKind.QuotaExhausted, "invalid_request_error")]
    [TestCase(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}}""", FailureKind.ContextLength, "invalid_request_error")]
    [TestCase(400, """{"type":"error","error":{"type":"invalid_request_error","message":"x"}}""", FailureKind.BadRequest, "invalid_request_error")]
    [TestCase(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", FailureKind.Overloaded, "overloaded_error")]
    [TestCase(200, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", FailureKind.Overloaded, "overloaded_error")]
    [TestCase(413, """{"error":{"type":"request_too_large","message":"x"}}""", FailureKind.ContextLength, "request_too_large")]
    [TestCase(400, """{"error":"the input length exceeds the context length"}""", FailureKind.ContextLength, null)]
    [TestCase(400, """{"error":"model does not support tools"}""", FailureKind.BadRequest, null)]
    [TestCase(400, """{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}""", FailureKind.ContextLength, "exceed_context_size_error")]
    [TestCase(400, """[{"error":{"code":400,"message":"API key not valid. x","status":"INVALID_ARGUMENT"}}]""", FailureKind.Authentication, "INVALID_ARGUMENT")]
    [TestCase(400, """{"error":{"code":"validation_error","message":"Input is too long for requested model."}}""", FailureKind.ContextLength, "validation_error")]
    [TestCase(400, """{"error":{"message":"This model's maximum prompt length is 8 but the request contains 9 tokens."}}""", FailureKind.ContextLength, null)]
    [TestCase(200, """{"error":{"code":429,"message":"x"}}""", FailureKind.RateLimited, "429")]
    [TestCase(200, """{"error":{"code":502,"message":"x"}}""", FailureKind.ServerError, "502")]
    [TestCase(200, """{"error":{"message":"x"}}""", FailureKind.ServerError, null)]
    [TestCase(400, """{"error":{"code":"content_filter","message":"x"}}""", FailureKind.ContentFiltered, "content_filter")]
    [TestCase(429, """{"error":{"code":"insufficient_quota","type":"insufficient_quota"}}""", FailureKind.QuotaExhausted, "insufficient_quota")]
    public async Task Classify_VendorsBodies_GiveKindAndCode(int status, string body, FailureKind kind, string? code)
    {
        var failure = await CaptureAsync(status, body);
        Assert.That((failure?.Kind, failure?.ErrorCode, failure?.StatusCode), Is.EqualTo(((FailureKind?)kind, code, (int?)status)));
    }

    [TestCase("34s", 34_000)]
    [TestCase("34.5s", 34_500)]
    [TestCase("soon", null)]
    [TestCase("-3s", null)]
    [TestCase("1e9s", null)]
    public async Task Classify_RetryInfoInTheBody_GivesTheWait(string delay, int? expectedMilliseconds)
    {
        var body = """[{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"$"}]}}]""";
        var failure = await CaptureAsync(429, body.Replace("$", delay, StringComparison.Ordinal));
        Assert.That(failure?.RetryAfter?.TotalMilliseconds, Is.EqualTo(expectedMilliseconds));
    }

    private static async Task<ProviderFailure?> CaptureAsync(int status, string body)
    {
        var capture = CapturedAttempt.Begin();
        using var client = new HttpClient(new ResponseCaptureHandler(new StubHandler((HttpStatusCode)status, body)));
        using var response = await client.GetAsync(new Uri("http://localhost/"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(body), "the SDK still reads the whole body");
        return capture.Classify(new FakeTimeProvider());
    }

    private sealed class StubHandler(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
