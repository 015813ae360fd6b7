using AiGateway.Client.Context;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.AspNetCore.Tests.Problems;

/// <summary>What a client sees of a stream that fails after its response has begun.</summary>
public sealed class BrokenStreamTests
{
    [TestCase("Cut", "incomplete_stream")]
    [TestCase("MissingFinish", "incomplete_stream")]
    [TestCase("BadChunk", "incomplete_stream")]
    public async Task Response_ThatHasBegun_IsBrokenOff(string kind, string code)
    {
        await using var host = await TestHost.StartFaultyAsync($$""" "Kind": "{{kind}}", "AfterChunks": 1 """);
        Assert.That(async () => await host.AskAsync(streamed: true), Throws.InstanceOf<HttpRequestException>(), "half an answer must not look whole");
        var result = await host.Results.NextAsync();
        Assert.That(result.Outcome, Is.EqualTo(GatewayOutcome.Failed));
        await host.AskAsync(streamed: false);
        var told = host.Log.Entries.Single(entry => entry.Id.Id == 13000);
        Assert.That((told.Level, told.Text), Is.EqualTo(
            (LogLevel.Warning, $"Request {result.RequestId} failed after its response had begun, and the connection was broken off: {code}.")));
        Assert.That(host.Log.Entries.Select(entry => entry.Text), Has.None.Contains("Unhandled").And.None.Contains("unhandled"));
    }

    [Test]
    public async Task Response_ThatIsPlain_IsAnErrorInstead()
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Cut", "AfterChunks": 1 """);
        var answer = await host.AskAsync(streamed: false);
        Assert.That(((int)answer.Status, answer.MediaType), Is.EqualTo((502, "application/problem+json")));
    }

    [Test]
    public async Task Answer_ThatIsBufferedByTheRoute_IsAnErrorInstead()
    {
        await using var host = await TestHost.StartFaultyAsync(""" "Kind": "Cut", "AfterChunks": 1 """, route: """ "StreamRecovery": "Buffer", """);
        var answer = await host.AskAsync(streamed: true);
        Assert.That(((int)answer.Status, answer.MediaType), Is.EqualTo((502, "application/problem+json")));
    }
}
