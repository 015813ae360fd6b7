using AiGateway.Client.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Resilience;

public sealed class RetryAfterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [TestCase("Retry-After: 2", 2000)]
    [TestCase("Retry-After: 0", 0)]
    [TestCase("Retry-After: 1.5", 1500)]
    [TestCase("Retry-After: Sun, 01 Mar 2026 12:00:30 GMT", 30_000)]
    [TestCase("Retry-After: Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [TestCase("retry-after-ms: 250|Retry-After: 9", 250)]
    [TestCase("x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 6m0s", 360_000)]
    [TestCase("x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 20ms", 20)]
    [TestCase("x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 1s|x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 1h2m3.5s", 3_723_500)]
    [TestCase("x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 7", 7000)]
    [TestCase("anthropic-ratelimit-input-tokens-remaining: 0|anthropic-ratelimit-input-tokens-reset: 2026-03-01T12:00:10Z", 10_000)]
    [TestCase("x-ratelimit-remaining-requests: 5|x-ratelimit-reset-requests: 6m0s", null)]
    [TestCase("Retry-After: soon", null)]
    [TestCase("Retry-After: 1e300", null)]
    [TestCase("Retry-After: NaN", null)]
    [TestCase("x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 6x", null)]
    [TestCase("X-Other: 1", null)]
    public void Read_Headers_GivesTheWait(string headers, int? expectedMilliseconds)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('|'))
        {
            var parts = header.Split(": ", 2);
            response.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        Assert.That(RetryAfter.Read(response.Headers, _time)?.TotalMilliseconds, Is.EqualTo(expectedMilliseconds));
    }
}
