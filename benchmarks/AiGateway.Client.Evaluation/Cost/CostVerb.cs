using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Prices the usage of each case with the case's own rates: through a gateway that is configured with them, from a model that reports that usage.</summary>
internal static class CostVerb
{
    public static async Task RunAsync(VerbArguments arguments)
    {
        var cases = JsonLines.Read(arguments.Required("cases"), CostCase.Parse);
        var summary = new CostSummary();
        var client = new UsageClient();
        var services = new ServiceCollection();
        services.AddAiGateway(options =>
        {
            options.Providers["case"] = new() { Type = "Case" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "case", Model = "case" } } };
            options.Metering.BuiltInPrices = false;
            options.Metering.MaxRate = 1_000_000;
            foreach (var labelled in cases)
            {
                labelled.Price.Model = labelled.Id;
                options.Prices[labelled.Id] = labelled.Price;
            }
        }).AddProvider("Case", (_, _) => client);
        await using var provider = services.BuildServiceProvider();
        var gateway = provider.GetRequiredService<IChatClient>();
        foreach (var labelled in cases)
        {
            (client.Usage, client.Model) = (UsageClient.Of(labelled), labelled.Id);
            var result = (await gateway.GetResponseAsync("price this")).GetGatewayResult();
            summary.Add(labelled.Id, labelled.Expected, result.UsageStatus is UsageStatus.Exact ? result.Cost : null);
        }

        JsonLines.Write(summary);
    }
}
