using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>What a model writes by itself is masked or refused before it is delivered.</summary>
public sealed class ResponseScanTests
{
    [Test]
    public async Task Answer_ModelsOwnValues_AreMasked([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [.. $"Mail {messages[0].Text} or {RedactionTest.Ssn}, not 1 2 3. {RedactionTest.Card}".Select(c => RedactionTest.Text(c.ToString())), FakeChatClient.Finish()],
            options =>
            {
                options.Responses["US_SSN"] = RedactionAction.Replace;
                options.Responses["CREDIT_CARD"] = RedactionAction.Mask;
            });
        var response = await test.AskAsync(RedactionTest.Email, streamed);
        Assert.That(response.Text, Is.EqualTo($"Mail {RedactionTest.Email} or <US_SSN>, not 1 2 3. **** **** **** 1111"));
    }

    [Test]
    public async Task Answer_BlockedValue_IsNotDelivered()
    {
        var test = RedactionTest.Says($"It is {RedactionTest.Ssn}.", options => options.Responses["US_SSN"] = RedactionAction.Block);
        await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync("x", false));
        var text = "";
        await Assert.ThrowsAsync<RedactionRejectedException>(async () =>
        {
            await foreach (var update in test.Client.GetStreamingResponseAsync("x"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Does.Not.Contain(RedactionTest.Ssn[..3]));
    }
}
