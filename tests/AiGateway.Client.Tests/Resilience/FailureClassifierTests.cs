using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Tests.Resilience;

public sealed class FailureClassifierTests
{
    [TestCase(400, null, FailureKind.BadRequest)]
    [TestCase(400, "context_length_exceeded", FailureKind.ContextLength)]
    [TestCase(400, "content_filter", FailureKind.ContentFiltered)]
    [TestCase(400, "content_policy_violation", FailureKind.ContentFiltered)]
    [TestCase(401, null, FailureKind.Authentication)]
    [TestCase(402, null, FailureKind.QuotaExhausted)]
    [TestCase(403, null, FailureKind.Authentication)]
    [TestCase(404, null, FailureKind.ModelNotFound)]
    [TestCase(408, null, FailureKind.Timeout)]
    [TestCase(413, null, FailureKind.ContextLength)]
    [TestCase(418, null, FailureKind.BadRequest)]
    [TestCase(422, null, FailureKind.BadRequest)]
    [TestCase(429, null, FailureKind.RateLimited)]
    [TestCase(429, "insufficient_quota", FailureKind.QuotaExhausted)]
    [TestCase(500, null, FailureKind.ServerError)]
    [TestCase(502, null, FailureKind.ServerError)]
    [TestCase(503, null, FailureKind.Overloaded)]
    [TestCase(504, null, FailureKind.ServerError)]
    [TestCase(529, null, FailureKind.Overloaded)]
    [TestCase(200, null, FailureKind.InvalidResponse)]
    public void FromStatus_StatusAndCode_DecideTheKind(int status, string? code, FailureKind expected) =>
        Assert.That(FailureClassifier.FromStatus(status, code), Is.EqualTo(expected));

    [TestCase("refusal")]
    [TestCase("Refusal")]
    public void FromCode_Refusal_IsContentFiltered(string code) =>
        Assert.That(FailureClassifier.FromCode(code), Is.EqualTo(FailureKind.ContentFiltered));

    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return new(new HttpRequestException("x", null, HttpStatusCode.TooManyRequests), FailureKind.RateLimited);
        yield return new(new HttpRequestException(HttpRequestError.NameResolutionError), FailureKind.Transport);
        yield return new(new IOException(), FailureKind.Transport);
        yield return new(new SocketException(), FailureKind.Transport);
        yield return new(new TimeoutException(), FailureKind.Timeout);
        yield return new(new TaskCanceledException(), FailureKind.Timeout);
        yield return new(new JsonException(), FailureKind.InvalidResponse);
        yield return new(new ArgumentException(), FailureKind.BadRequest);
        yield return new(new NotSupportedException(), FailureKind.BadRequest);
        yield return new(new InvalidOperationException(), FailureKind.InvalidResponse);
        yield return new(new InvalidOperationException("x", new IOException()), FailureKind.Transport);
        yield return new(new AggregateException(new InvalidOperationException(), new TimeoutException()), FailureKind.Timeout);
        yield return new(new InvalidOperationException("x", new AggregateException(new ArgumentException("x", new SocketException()))), FailureKind.Transport);
    }

    [TestCaseSource(nameof(Exceptions))]
    public void FromException_TypeAnywhereInTheChain_DecidesTheKind(Exception exception, FailureKind expected) =>
        Assert.That(FailureClassifier.FromException(exception).Kind, Is.EqualTo(expected));

    [Test]
    public void FromException_EndlesslyNested_Ends()
    {
        Exception exception = new InvalidOperationException();
        for (var i = 0; i < 10_000; i++)
        {
            exception = new InvalidOperationException("x", exception);
        }

        Assert.That(FailureClassifier.FromException(exception).Kind, Is.EqualTo(FailureKind.InvalidResponse));
    }
}
