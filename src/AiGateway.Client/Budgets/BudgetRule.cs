using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Budgets;

/// <summary>A budget at work.</summary>
internal sealed class BudgetRule : LimitRule
{
    private readonly IReadOnlyList<IBudgetListener> _listeners;
    private readonly LimitServices _services;
    private readonly decimal[] _thresholds;
    private readonly long[] _marks;

    private BudgetRule(string name, BudgetOptions options, LimitPartition partition, LimitServices services, IReadOnlyList<IBudgetListener> listeners)
        : base($"budget/{name.ToUpperInvariant()}/{partition}", name, LimitUnit.Usd,
            QuotaWindow.Calendar(options.Period, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)), QuotaUnits.ToNanoUsd(options.Amount), options.Mode, partition)
    {
        OutputReserve = options.OutputReserve;
        OnStoreFailure = options.OnStoreFailure;
        _services = services;
        _listeners = listeners;
        _thresholds = BudgetOptionsValidator.ParseThresholds(options.Thresholds)!;
        _marks = Array.ConvertAll(_thresholds, threshold => (long)(Limit * threshold / 100));
    }

    /// <summary>Makes the rule of a validated budget.</summary>
    public static BudgetRule Create(string name, BudgetOptions options, LimitServices services, IReadOnlyList<IBudgetListener> listeners) =>
        new(name, options, LimitPartition.Parse(options.PartitionBy, out _)!, services, listeners);

    public override bool ReadsHistory => true;

    public override GatewayRejectedException Reject(in QuotaCharge charge, TimeSpan? retryAfter, DateTimeOffset now)
    {
        Count(BudgetExceededException.ExceededCode);
        var left = Math.Max(0, charge.Remaining);
        var end = Window.PeriodAt(now).End;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Budget '{Name}' (by {Partition}) of {QuotaUnits.Describe(Unit, Limit)} has {QuotaUnits.Describe(Unit, left)} left, and the request may cost {QuotaUnits.Describe(Unit, charge.Amount)}. The next period begins at {end:u}.");
        return new BudgetExceededException(message, this, QuotaUnits.ToDecimal(Unit, left), QuotaUnits.ToDecimal(Unit, charge.Amount), end, retryAfter);
    }

    public override GatewayRejectedException RejectUnavailable(TimeSpan? retryAfter)
    {
        Count(QuotaStoreUnavailableException.UnavailableCode);
        return new QuotaStoreUnavailableException(GatewayStage.Budgets, "Budget", this, retryAfter);
    }

    public override void OnOverrun(GatewayContext context)
    {
        Count("dry_run");
        BudgetLog.WouldBeRefused(_services.Logger, context.RequestId, Name, Partition.Name);
    }

    public override void OnSettled(GatewayContext context, in QuotaCharge charge, long used)
    {
        for (var i = 0; i < _marks.Length; i++)
        {
            if (charge.Spent >= _marks[i] && charge.Spent - used < _marks[i])
            {
                Report(_thresholds[i], charge.Spent, context.Caller);
            }
        }

        if (used > 0 && _services.Instruments.BudgetUsed.Enabled)
        {
            _services.Instruments.BudgetUsed.Record((double)charge.Spent / Limit, new KeyValuePair<string, object?>(GatewayTelemetry.LimitTag, Name));
        }
    }

    private void Report(decimal percentage, long spent, GatewayCaller caller)
    {
        var threshold = new BudgetThreshold(this, percentage, QuotaUnits.ToDecimal(Unit, spent), Window.PeriodAt(_services.Time.GetUtcNow()).End, caller);
        BudgetLog.ThresholdPassed(_services.Logger, Name, threshold.PartitionBy, percentage, threshold.Amount, threshold.Spent, threshold.ResetsAt);
        _services.Instruments.BudgetThresholds.Add(1, new(GatewayTelemetry.LimitTag, Name), new(GatewayTelemetry.ThresholdTag, percentage));
        foreach (var listener in _listeners)
        {
            Notify(listener, threshold);
        }
    }

    private void Notify(IBudgetListener listener, BudgetThreshold threshold)
    {
        try
        {
            listener.OnThreshold(threshold);
        }
        catch (Exception exception)
        {
            BudgetLog.ListenerFailed(_services.Logger, Name, exception.GetType().Name);
        }
    }

    private void Count(string outcome)
    {
        if (_services.Instruments.LimitRejections.Enabled)
        {
            _services.Instruments.LimitRejections.Add(
                1, new(GatewayTelemetry.LimitTag, Name), new(GatewayTelemetry.LimitUnitTag, Unit.ToString()), new(GatewayTelemetry.OutcomeTag, outcome));
        }
    }
}
