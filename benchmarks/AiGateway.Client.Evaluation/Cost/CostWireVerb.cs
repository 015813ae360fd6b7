using System.Text.Json.Nodes;
using AiGateway.Client.Wire;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Serves the usage that vendors have really sent from a loopback server to the real SDKs, through a whole gateway, and compares the cost of the result.</summary>
internal static class CostWireVerb
{
    public static async Task RunAsync(VerbArguments arguments)
    {
        var cases = JsonLines.Read(arguments.Required("cases"), CostCase.Parse);
        await using var server = await WireServer.StartAsync();
        var all = new CostSummary();
        var ways = new Dictionary<string, CostSummary> { ["plain"] = new(), ["streamed"] = new() };
        var providers = new SortedDictionary<string, Dictionary<string, CostSummary>>(StringComparer.Ordinal);
        var skipped = 0;
        foreach (var labelled in cases)
        {
            if (labelled.RawUsage is not { } usage || WireShape.Of(JsonNode.Parse(usage.GetRawText())!, labelled.Provider) is not { } shape)
            {
                // Without a body, or in a shape that no SDK here reads (Gemini's own): not this verb's business.
                skipped++;
                continue;
            }

            if (!providers.TryGetValue(labelled.Provider, out var provider))
            {
                providers[labelled.Provider] = provider = new() { ["plain"] = new(), ["streamed"] = new() };
            }

            var wire = new WireCase(labelled, shape, server);
            var plain = await RunAsync(wire, labelled, streamed: false, ways["plain"], provider["plain"]);
            var streamed = await RunAsync(wire, labelled, streamed: true, ways["streamed"], provider["streamed"]);
            all.Add(labelled.Id, labelled.Expected, plain == streamed ? plain : null);
        }

        JsonLines.Write(new { all.Cases, all.Exact, all.Mismatches, all.Unsupported, skipped, ways, providers = providers.ToDictionary(entry => entry.Key, entry => Counts(entry.Value)) });
    }

    private static async Task<decimal?> RunAsync(WireCase wire, CostCase labelled, bool streamed, params CostSummary[] summaries)
    {
        decimal? cost = null;
        try
        {
            cost = await wire.RunAsync(streamed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"{labelled.Id}, {(streamed ? "streamed" : "plain")}: {exception.GetType().Name}: {exception.Message}");
        }

        foreach (var summary in summaries)
        {
            summary.Add(labelled.Id, labelled.Expected, cost);
        }

        return cost;
    }

    private static Dictionary<string, object> Counts(Dictionary<string, CostSummary> ways) =>
        ways.ToDictionary(way => way.Key, way => (object)new { way.Value.Cases, way.Value.Exact });
}
