using System.Globalization;
using AiGateway.Client.Auditing.Chain;

namespace AuditTool;

/// <summary>Says in words what was found.</summary>
internal static class Report
{
    public static void Write(AuditVerification verification, TextWriter output)
    {
        foreach (var chain in verification.Chains)
        {
            output.WriteLine($"{(chain.IsIntact ? "intact" : "BROKEN")}  chain {chain.Writer}: {Extent(chain)}");
            foreach (var finding in chain.Findings)
            {
                output.WriteLine($"        {finding.Kind} at record {finding.Sequence} ({finding.Location}): {finding.Message}");
            }
        }

        var broken = verification.Chains.Count(chain => !chain.IsIntact);
        output.WriteLine($"{verification.Chains.Count} chain(s), {verification.Chains.Sum(chain => chain.Count)} record(s), {broken} broken");
    }

    private static string Extent(AuditChain chain)
    {
        if (chain.Last == 0)
        {
            return "no record is there";
        }

        var time = chain.LastTime!.Value.ToString("u", CultureInfo.InvariantCulture);
        return $"records {chain.First} to {chain.Last}, the last of {time} ({chain.LastLocation}); " +
            (chain.IsEnded ? "the writer has ended it" : "the writer has not ended it: it runs still, or was killed, and what it had not written is lost");
    }
}
