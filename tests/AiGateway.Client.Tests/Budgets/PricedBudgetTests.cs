using AiGateway.Client.Budgets;
using AiGateway.Client.Quotas;
using AiGateway.Client.Tests.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Budgets;

/// <summary>Budgets and metering count the same money: what one reserves by the price list, the other settles by what was used.</summary>
public sealed class PricedBudgetTests
{
    // 1,000 input and 500 output tokens at 10 and 40 USD per million.
    private const decimal CallCost = 0.03m;

    private const string Limits = """
        "Prices": { "m": { "Input": 10, "Output": 40 } },
        "Budgets": { "all": { "Amount": 0.10, "OutputReserve": "PostPaid" } }
        """;

    [Test]
    public async Task Budget_OfPricedModel_SpendsWhatTheResultsCost([Values] bool streamed)
    {
        await using var gateway = Create(Limits);
        var spent = 0m;
        for (var call = 1; call <= 4; call++)
        {
            var result = (await gateway.AskAsync(streamed)).GetGatewayResult();
            spent += result.Cost;
            Assert.That(result.Cost, Is.EqualTo(CallCost));
            Assert.That(result.Limits.Single().Remaining, Is.EqualTo(0.10m - spent));
        }

        await gateway.RefuseAsync<BudgetExceededException>(streamed);
    }

    [Test]
    public async Task Budget_StrictReserve_RefusesWhatThePriceListSaysIsTooDear([Values] bool streamed)
    {
        await using var gateway = Create(Limits.Replace("PostPaid", "Strict", StringComparison.Ordinal));
        await gateway.RefuseAsync<BudgetExceededException>(streamed, new() { MaxOutputTokens = 2_500 });
        await gateway.AskAsync(streamed, new() { MaxOutputTokens = 2_400 });
    }

    [Test]
    public async Task Budget_StageUsedAlone_KnowsTheBuiltInPrices()
    {
        var fake = new FakeChatClient();
        using var client = new ChatClientBuilder(new Named(fake)).UseBudgets(budgets => budgets["all"] = new() { Amount = 0.0011m, OutputReserve = OutputReserve.Strict }).Build();
        await client.GetResponseAsync("Hi", new() { MaxOutputTokens = 100 });
        await Assert.ThrowsAsync<BudgetExceededException>(() => client.GetResponseAsync("Hi", new() { MaxOutputTokens = 100_000 }));
    }

    private static LimitedGateway Create(string limits) => new(limits, new FakeChatClient
    {
        OnResponse = (_, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello")) { FinishReason = ChatFinishReason.Stop, Usage = Usage() }),
        OnStream = (_, _, _) => FakeChatClient.Stream(FakeChatClient.Text("Hello"), FakeChatClient.Finish(), new ChatResponseUpdate { Contents = [new UsageContent(Usage())] }),
    }, new CostEstimator());

    private static UsageDetails Usage() => new() { InputTokenCount = 1000, OutputTokenCount = 500, TotalTokenCount = 1500 };

    private sealed class Named(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", null, "gpt-4o") : base.GetService(serviceType, serviceKey);
    }
}
