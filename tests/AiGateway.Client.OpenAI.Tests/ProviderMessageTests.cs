using AiGateway.Client.Routing;
using AiGateway.Client.Wire;

namespace AiGateway.Client.Tests;

/// <summary>Why a provider refused a request is for the one who asked, and for nobody else.</summary>
public sealed class ProviderMessageTests : WireTest
{
    private const string Reason = "Invalid schema for function 'f': quote from the prompt.";

    [Test]
    public async Task Refusal_ProviderGivesAReason_IsOnTheExceptionAndInNoMessageOrLog([Values] bool streamed)
    {
        Server.Default = WireReply.Failing(WireFault.Status(400) with { Message = Reason });
        await using var gateway = WireGateway.Over(Server);
        var refused = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(refused!.ProviderMessage, Is.EqualTo(Reason));
        Assert.That(refused.Message, Does.Not.Contain("quote"));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains("quote"));
    }
}
