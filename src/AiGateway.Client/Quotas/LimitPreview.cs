using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Reads what limits would say to a request, without reserving anything.</summary>
internal static class LimitPreview
{
    /// <summary>Reads the limits that would be reserved together.</summary>
    public static async ValueTask<List<PlannedLimit>> ReadAsync(
        LimitSet limits, GatewayChatOptions options, IReadOnlyList<TargetIdentity> candidates, IEnumerable<ChatMessage> messages, string? target, CancellationToken cancellationToken)
    {
        var services = limits.Services;
        var lease = limits.Prepare(options.Context!, candidates, messages, options);
        var planned = new List<PlannedLimit>();
        for (var i = 0; i < lease.Charges.Length; i++)
        {
            var (rule, partition, amount) = ((LimitRule)lease.Charges[i].Rule, lease.Charges[i].Partition, lease.Charges[i].Amount);
            var remaining = await ReadAsync(services.Store, rule, partition, cancellationToken).ConfigureAwait(false);
            planned.Add(new PlannedLimit(rule, target, amount, remaining, services.Time.GetUtcNow()));
        }

        return planned;
    }

    // A plan is no attempt: that a store does not answer is noted by the next request.
    private static async ValueTask<long?> ReadAsync(IQuotaStore store, QuotaRule rule, string partition, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.GetUsageAsync(rule, partition, cancellationToken).ConfigureAwait(false)).Remaining;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
