using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiGateway.Client.Telemetry;

/// <summary>The gateway's instruments. With no listener each costs one check.</summary>
internal sealed class GatewayInstruments : IDisposable
{
    public static readonly ActivitySource ActivitySource = new(GatewayTelemetry.SourceName);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    public GatewayInstruments(IMeterFactory? meterFactory)
    {
        _ownsMeter = meterFactory is null;
        _meter = meterFactory?.Create(GatewayTelemetry.SourceName) ?? new Meter(GatewayTelemetry.SourceName);
        RequestDuration = _meter.CreateHistogram(GatewayTelemetry.RequestDuration, "s", "Duration of a logical request.", advice: HistogramBuckets.Seconds);
        RequestOverhead = _meter.CreateHistogram(GatewayTelemetry.RequestOverhead, "s", "The gateway's own share of the duration of a logical request.", advice: HistogramBuckets.Overhead);
        Attempts = _meter.CreateCounter<long>(GatewayTelemetry.Attempts, "{attempt}", "Attempts at targets.");
        Fallbacks = _meter.CreateCounter<long>(GatewayTelemetry.Fallbacks, "{attempt}", "Attempts at another target, because one had failed.");
        Cost = _meter.CreateCounter<double>(GatewayTelemetry.Cost, "{USD}", "Cost of attempts.");
        SavedCost = _meter.CreateCounter<double>(GatewayTelemetry.SavedCost, "{USD}", "Cost that caches saved.");
        MeteredAttempts = _meter.CreateCounter<long>(GatewayTelemetry.MeteredAttempts, "{attempt}", "Attempts whose usage was metered.");
        LimitRejections = _meter.CreateCounter<long>(GatewayTelemetry.LimitRejections, "{rejection}", "Requests and attempts that a rate limit or a budget refused.");
        LimitQueueDuration = _meter.CreateHistogram(GatewayTelemetry.LimitQueueDuration, "s", "How long requests waited for a rate limit.", advice: HistogramBuckets.Seconds);
        LimitUsed = _meter.CreateHistogram(GatewayTelemetry.LimitUsed, "1", "How much of a rate limit is used, each time a request has been counted.", advice: HistogramBuckets.Share);
        BudgetUsed = _meter.CreateHistogram(GatewayTelemetry.BudgetUsed, "1", "How much of a budget is spent, each time something is.", advice: HistogramBuckets.Share);
        BudgetThresholds = _meter.CreateCounter<long>(GatewayTelemetry.BudgetThresholds, "{threshold}", "Thresholds of budgets that were passed.");
        QuotaStoreOutages = _meter.CreateCounter<long>(GatewayTelemetry.QuotaStoreOutages, "{outage}", "Outages of the quota store.");
        QuotaStoreDecisions = _meter.CreateCounter<long>(GatewayTelemetry.QuotaStoreDecisions, "{decision}", "Reservations decided without the quota store.");
        QuotaStoreSettlements = _meter.CreateCounter<long>(GatewayTelemetry.QuotaStoreSettlements, "{request}", "Requests that could not be counted at once.");
        Redactions = _meter.CreateCounter<long>(GatewayTelemetry.Redactions, "{value}", "Sensitive values in requests and answers.");
        PolicyDecisions = _meter.CreateCounter<long>(GatewayTelemetry.PolicyDecisions, "{decision}", "Decisions of policies, other than to allow.");
        SemanticLookups = _meter.CreateCounter<long>(GatewayTelemetry.SemanticLookups, "{lookup}", "Requests that the semantic cache was asked about.");
        SemanticFalseHits = _meter.CreateCounter<long>(GatewayTelemetry.SemanticFalseHits, "{hit}", "Answers from the semantic cache that were reported to be wrong.");
        CacheLookups = _meter.CreateCounter<long>(GatewayTelemetry.CacheLookups, "{lookup}", "Requests at the cache.");
        CacheEvictions = _meter.CreateCounter<long>(GatewayTelemetry.CacheEvictions, "{entry}", "Answers that left the cache for others.");
        SharedCacheFailures = _meter.CreateCounter<long>(GatewayTelemetry.SharedCacheFailures, "{failure}", "Look-ups and writes that the shared cache did not answer.");
        AuditRecords = _meter.CreateCounter<long>(GatewayTelemetry.AuditRecords, "{record}", "Audit records by what became of them.");
        AuditWriteDuration = _meter.CreateHistogram<double>(GatewayTelemetry.AuditWriteDuration, "s", "How long an audit sink took to write a batch, or to fail at it.");
        Reloads = _meter.CreateCounter<long>(GatewayTelemetry.Reloads, "{reload}", "Configuration reloads.");
    }

    public Histogram<double> RequestDuration { get; }

    public Histogram<double> RequestOverhead { get; }

    public Counter<long> Attempts { get; }

    public Counter<long> Fallbacks { get; }

    public Counter<long> Redactions { get; }

    public Counter<long> PolicyDecisions { get; }

    public Counter<long> SemanticLookups { get; }

    public Counter<long> SemanticFalseHits { get; }

    public Counter<long> CacheLookups { get; }

    public Counter<long> CacheEvictions { get; }

    public Counter<long> SharedCacheFailures { get; }

    public Counter<long> Reloads { get; }

    public Counter<double> Cost { get; }

    public Counter<double> SavedCost { get; }

    public Counter<long> MeteredAttempts { get; }

    public Counter<long> LimitRejections { get; }

    public Histogram<double> LimitQueueDuration { get; }

    public Histogram<double> LimitUsed { get; }

    public Histogram<double> BudgetUsed { get; }

    public Counter<long> BudgetThresholds { get; }

    public Counter<long> QuotaStoreOutages { get; }

    public Counter<long> QuotaStoreDecisions { get; }

    public Counter<long> QuotaStoreSettlements { get; }

    public Counter<long> AuditRecords { get; }

    public Histogram<double> AuditWriteDuration { get; }

    public void CountAudit(long records, string outcome)
    {
        if (AuditRecords.Enabled)
        {
            AuditRecords.Add(records, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, outcome));
        }
    }

    public void RecordAuditWrite(string sink, TimeSpan duration, bool failed)
    {
        if (AuditWriteDuration.Enabled)
        {
            AuditWriteDuration.Record(duration.TotalSeconds, new(GatewayTelemetry.AuditSinkTag, sink), new(GatewayTelemetry.OutcomeTag, failed ? "failed" : "written"));
        }
    }

    /// <summary>Reports how many audit records wait whenever somebody asks.</summary>
    public void ObserveAuditQueue(Func<int> waiting) =>
        _meter.CreateObservableGauge(GatewayTelemetry.AuditQueue, () => waiting(), "{record}", "Audit records that wait to be written.");

    /// <summary>Gets or sets what metrics say of callers. It follows the configuration in use.</summary>
    public TelemetryOptions Callers { get; set; } = new();

    /// <summary>Adds to the tags of a metric what the configuration lets it say of the caller.</summary>
    public void AddCaller(ref TagList tags, string? tenant, string? user)
    {
        var callers = Callers;
        if (callers.Tenant is CallerSignals.All)
        {
            tags.Add(GatewayTelemetry.TenantTag, tenant);
        }

        if (callers.User is CallerSignals.All)
        {
            tags.Add(GatewayTelemetry.UserTag, user);
        }
    }

    /// <summary>Reports the states of targets and their attempts under way whenever somebody asks.</summary>
    public void ObserveTargets(Func<IEnumerable<Measurement<int>>> states, Func<IEnumerable<Measurement<int>>> inFlight)
    {
        _meter.CreateObservableGauge(GatewayTelemetry.TargetState, states, description: "Whether a target is in a state.");
        _meter.CreateObservableGauge(GatewayTelemetry.TargetAttemptsInFlight, inFlight, "{attempt}", "Attempts under way at a target.");
    }

    /// <summary>Reports whether the quota store is down whenever somebody asks.</summary>
    public void ObserveQuotaStore(Func<bool> isDown) =>
        _meter.CreateObservableGauge(GatewayTelemetry.QuotaStoreDown, () => isDown() ? 1 : 0, description: "Whether the quota store is down.");

    /// <summary>Reports the age of the price tables whenever somebody asks.</summary>
    public void ObservePriceTableAge(Func<double?> days) => _meter.CreateObservableGauge(
        GatewayTelemetry.PriceTableAge, () => days() is { } age ? [new Measurement<double>(age)] : Array.Empty<Measurement<double>>(), "d", "Age of the oldest price table.");

    /// <summary>Reports the bytes of the cache whenever somebody asks.</summary>
    public void ObserveCacheBytes(Func<long> bytes) => _meter.CreateObservableGauge(GatewayTelemetry.CacheBytes, bytes, "By", "Bytes of answers in memory and their keys.");

    public void Dispose()
    {
        // A factory disposes the meters that it made.
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }
}
