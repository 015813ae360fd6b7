using System.Net;
using AiGateway.Client.Wire;

namespace GatewayHost.Tests.Errors;

/// <summary>What a provider says may quote the prompt. The client is told only why its own request was refused.</summary>
public sealed class ProviderTextTests : WireHostTest
{
    private const string Said = "the prompt was: attack at dawn";

    [TestCase(400)]
    [TestCase(422)]
    public async Task Refusal_OfAProvider_IsToldInItsWords(int status)
    {
        foreach (var streamed in new[] { false, true })
        {
            Upstream.Script.Enqueue(WireFault.Status(status) with { Message = Said });
            var answer = await Host.AskAsync(streamed);
            Assert.That(((int)answer.Status, answer.Error["message"]!.GetValue<string>()), Is.EqualTo((status, $"The model refused the request: {Said}")));
        }
    }

    [TestCase(429, 429)]
    [TestCase(500, 502)]
    public async Task Error_OfAProvider_IsToldWithoutItsWords(int status, int told)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = await TestHost.StartAsync(Upstream);
            Upstream.Script.Enqueue(WireFault.Status(status) with { Message = Said, Code = Said, Type = Said });
            var answer = await host.AskAsync(streamed);
            Assert.That((int)answer.Status, Is.EqualTo(told));
            Assert.That(answer.Body, Does.Not.Contain("dawn"));
        }
    }

    [Test]
    public async Task Error_InTheMidstOfAStream_IsToldWithoutItsWords()
    {
        Upstream.Script.Enqueue(WireFault.ErrorAfter(2) with { Message = Said, Code = Said, Type = Said });
        var answer = await Host.AskAsync(streamed: true);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Chunks[^1]["error"]!["code"]!.GetValue<string>(), Is.EqualTo("incomplete_stream"));
        Assert.That(answer.Body, Does.Not.Contain("dawn"));
    }
}
