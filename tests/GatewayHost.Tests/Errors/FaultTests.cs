using System.Net;

namespace GatewayHost.Tests.Errors;

/// <summary>What the client is told when no target answers.</summary>
public sealed class FaultTests
{
    private const string Prompt = "attack at dawn";

    [TestCase(""" "Kind": "Status", "Status": 503 """, 503, "overloaded", "server_error")]
    [TestCase(""" "Kind": "Status", "Status": 429 """, 429, "rate_limit_exceeded", "rate_limit_error")]
    [TestCase(""" "Kind": "Status", "Status": 429, "Code": "insufficient_quota" """, 503, "upstream_quota_exhausted", "server_error")]
    [TestCase(""" "Kind": "Status", "Status": 500 """, 502, "server_error", "server_error")]
    [TestCase(""" "Kind": "Status", "Status": 401 """, 502, "upstream_authentication", "server_error")]
    [TestCase(""" "Kind": "Status", "Status": 404 """, 502, "upstream_model_not_found", "server_error")]
    [TestCase(""" "Kind": "Reset" """, 502, "upstream_unreachable", "server_error")]
    [TestCase(""" "Kind": "Cut" """, 502, "upstream_unreachable", "server_error")]
    [TestCase(""" "Kind": "BadChunk" """, 502, "invalid_response", "server_error")]
    [TestCase(""" "Kind": "MissingFinish" """, 502, "invalid_response", "server_error")]
    [TestCase(""" "Kind": "Silence" """, 504, "timeout", "server_error")]
    [TestCase(""" "Kind": "ContextLength" """, 400, "context_length_exceeded", "invalid_request_error")]
    [TestCase(""" "Kind": "ContentFilter" """, 400, "content_filter", "invalid_request_error")]
    [TestCase(""" "Kind": "Status", "Status": 400 """, 400, "bad_request", "invalid_request_error")]
    [TestCase(""" "Kind": "Status", "Status": 422 """, 422, "bad_request", "invalid_request_error")]
    [TestCase(""" "Kind": "Status", "Status": 413 """, 413, "context_length_exceeded", "invalid_request_error")]
    public async Task OnlyTarget_Fails_IsAnErrorWithItsOwnStatus(string fault, int status, string code, string type)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = await StartAsync(fault, fault);
            var answer = await AskAsync(host, "one", streamed);
            Assert.That(((int)answer.Status, answer.MediaType), Is.EqualTo((status, "application/json")), $"streamed: {streamed}");
            Assert.That((answer.Error["code"]!.GetValue<string>(), answer.Error["type"]!.GetValue<string>()), Is.EqualTo((code, type)));
            Assert.That(answer.Error.AsObject().ContainsKey("param"), Is.True);
            Assert.That(answer.Header("x-aigateway-request-id"), Is.Not.Empty);
            Assert.That(answer.Body, Does.Not.Contain(Prompt));
        }
    }

    [TestCase(""" "Kind": "Status", "Status": 429 """, """ "Kind": "Status", "Status": 429 """, 429)]
    [TestCase(""" "Kind": "Status", "Status": 429 """, """ "Kind": "Status", "Status": 503 """, 503)]
    [TestCase(""" "Kind": "Reset" """, """ "Kind": "Status", "Status": 503 """, 502)]
    [TestCase(""" "Kind": "Silence" """, """ "Kind": "Reset" """, 504)]
    public async Task TwoTargets_Fail_TheFirstDecides(string first, string second, int status)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = await StartAsync(first, second);
            var answer = await AskAsync(host, "both", streamed);
            Assert.That((int)answer.Status, Is.EqualTo(status), $"streamed: {streamed}");
            Assert.That(answer.Header("x-aigateway-attempts"), Is.EqualTo("2"));
            Assert.That(answer.Error["message"]!.GetValue<string>(), Does.StartWith("All targets of the route failed: first: ").And.Contains("; second: "));
        }
    }

    [Test]
    public async Task Targets_ThatSayWhen_AreWaitedForInRetryAfter([Values] bool streamed)
    {
        const string Limited = """ "Kind": "Status", "Status": 429, "RetryAfter": "00:00:40" """;
        await using var host = await StartAsync(Limited, Limited);
        var answer = await AskAsync(host, "both", streamed);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.RetryAfter!.Value.TotalSeconds, Is.InRange(30, 41), "with up to a quarter of a second of jitter, rounded up");

        // Now that both cool down nobody is asked at all.
        var later = await AskAsync(host, "both", streamed);
        Assert.That(later.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(later.Error["code"]!.GetValue<string>(), Is.EqualTo("no_target_available"));
        Assert.That(later.RetryAfter!.Value.TotalSeconds, Is.InRange(30, 41));
    }

    private static Task<TestHost> StartAsync(string first, string second) => TestHost.StartAsync($$"""
        {
          "DefaultRoute": "one",
          "Providers": {
            "a": { "Type": "Simulated", "Faults": { "always": { {{first}} } } },
            "b": { "Type": "Simulated", "Faults": { "always": { {{second}} } } }
          },
          "Routes": {
            "one": {
              "Retry": { "MaxRetries": 0 }, "Timeouts": { "Attempt": "00:00:00.100" },
              "Targets": { "first": { "Provider": "a", "Model": "m" } } },
            "both": {
              "Retry": { "MaxRetries": 0 }, "Timeouts": { "Attempt": "00:00:00.100" },
              "Targets": { "first": { "Provider": "a", "Model": "m" }, "second": { "Provider": "b", "Model": "m", "Priority": 1 } } }
          }
        }
        """);

    private static Task<Answer> AskAsync(TestHost host, string model, bool streamed) => host.PostAsync(
        $$"""{ "model": "{{model}}", "stream": {{(streamed ? "true" : "false")}}, "messages": [{ "role": "user", "content": "{{Prompt}}" }] }""");
}
