using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Quotas;

/// <summary>What a new counter has still to learn of the time before it. It is asked for once at a time, and added once.</summary>
internal sealed class CounterHistory(IQuotaHistory history, LimitRule rule, QuotaHistoryQuery query, TimeProvider time)
{
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task<long?>? _reading;
    private Exception? _failure;
    private long _nextTry = long.MinValue;

    /// <summary>Gets a value indicating whether requests wait for it: the first ones do, and after a failure none does unless it is required.</summary>
    public bool IsAwaited => history.IsRequired || _failure is null;

    /// <summary>Reads it, or joins whoever reads it.</summary>
    /// <returns>The amount; <see langword="null"/> when it is not known.</returns>
    public Task<long?> ReadAsync()
    {
        lock (_gate)
        {
            if (_reading is { IsCompleted: true } && (_failure is null || time.GetUtcNow().UtcTicks < _nextTry))
            {
                return _reading;
            }

            // Off the caller's flow: some databases answer synchronously.
            return _reading is { IsCompleted: false } ? _reading : _reading = Task.Run(TryReadAsync);
        }
    }

    public QuotaHistoryUnavailableException Refuse() =>
        new(rule.Name, rule.Unit is LimitUnit.Usd ? GatewayStage.Budgets : GatewayStage.RateLimits, RetryInterval, _failure);

    private async Task<long?> TryReadAsync()
    {
        try
        {
            var used = await history.GetUsedAsync(query).ConfigureAwait(false);
            _failure = null;
            return Math.Max(0, used);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _nextTry = (time.GetUtcNow() + RetryInterval).UtcTicks;
            _failure = exception;
            return null;
        }
    }
}
