using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Limits that are kept for every attempt, because they depend on its target.</summary>
internal interface IAttemptQuota
{
    /// <summary>Reserves an attempt.</summary>
    ValueTask<AttemptPermit> EnterAsync(
        GatewayContext context, TargetIdentity target, IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken);

    /// <summary>Settles an attempt that has ended.</summary>
    void Leave(GatewayContext context, QuotaLease lease, GatewayAttempt attempt);

    /// <summary>Gives back the reservation of an attempt that was never made.</summary>
    void Release(GatewayContext context, QuotaLease lease);
}
