using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>Whether an attempt may be made: with a reservation, or not, and why.</summary>
internal readonly record struct AttemptPermit(QuotaLease? Lease, GatewayRejectedException? Refusal);
