using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiGateway.Client.AspNetCore.Health;

/// <summary>Has the store reserve and settle something that limits nobody: a store that can only be read counts as down.</summary>
internal sealed class QuotaStoreHealthCheck(IQuotaStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly QuotaRule Rule = new("health", "health", LimitUnit.Requests, QuotaWindow.Sliding(TimeSpan.FromMinutes(1)), 1, enforced: false);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await TryAsync(linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The store of limits answers.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (QuotaStoreException exception)
        {
            return Failed(context, exception.Failure);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Without the exception: what a store says may name its address.
            return Failed(context, exception is OperationCanceledException or TimeoutException ? QuotaStoreFailure.Timeout : QuotaStoreFailure.Error);
        }
    }

    private static HealthCheckResult Failed(HealthCheckContext context, QuotaStoreFailure failure) =>
        new(context.Registration.FailureStatus, $"The store of limits does not count: {failure}. Each limit does as its OnStoreFailure says.");

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var lease = new QuotaLease(new QuotaCharge(Rule, "", 1));
        if ((await store.ReserveAsync(lease, Lifetime, cancellationToken).ConfigureAwait(false)).Granted)
        {
            await store.SettleAsync(lease, default, cancellationToken).ConfigureAwait(false);
        }
    }
}
