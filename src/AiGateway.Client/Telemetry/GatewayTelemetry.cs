namespace AiGateway.Client.Telemetry;

/// <summary>Every name that the gateway's signals use.</summary>
public static class GatewayTelemetry
{
    /// <summary>The name of the gateway's <see cref="System.Diagnostics.ActivitySource"/> and <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "AiGateway.Client";

    /// <summary>What the gateway's clients report as their provider in <see cref="Microsoft.Extensions.AI.ChatClientMetadata"/>.</summary>
    public const string ProviderName = "aigateway";

    /// <summary>The span around one logical request.</summary>
    public const string RequestActivity = "aigateway.request";

    /// <summary>Histogram, seconds: the duration of a logical request.</summary>
    public const string RequestDuration = "aigateway.request.duration";

    /// <summary>Histogram, seconds: the gateway's own share of the duration of a logical request.</summary>
    public const string RequestOverhead = "aigateway.request.overhead";

    /// <summary>Counter: attempts at targets.</summary>
    public const string Attempts = "aigateway.attempts";

    /// <summary>Counter: attempts at another target, because one had failed.</summary>
    public const string Fallbacks = "aigateway.fallbacks";

    /// <summary>Gauge, 0 or 1: for every target and state, whether the target is in that state.</summary>
    public const string TargetState = "aigateway.target.state";

    /// <summary>Gauge: attempts under way at a target.</summary>
    public const string TargetAttemptsInFlight = "aigateway.target.attempts.in_flight";

    /// <summary>Counter, USD: what attempts cost. Those without a known price are not in it.</summary>
    public const string Cost = "aigateway.cost";

    /// <summary>Counter, USD: what requests would have cost that a cache answered.</summary>
    public const string SavedCost = "aigateway.cost.saved";

    /// <summary>Counter: attempts whose usage was metered, by how well it is known.</summary>
    public const string MeteredAttempts = "aigateway.metered.attempts";

    /// <summary>Gauge, days: the age of the oldest price table in use.</summary>
    public const string PriceTableAge = "aigateway.prices.age";

    /// <summary>Counter: configuration reloads by outcome.</summary>
    public const string Reloads = "aigateway.configuration.reloads";

    /// <summary>Counter: requests and attempts that a rate limit or a budget refused.</summary>
    public const string LimitRejections = "aigateway.limits.rejections";

    /// <summary>Histogram, seconds: how long requests waited for a rate limit.</summary>
    public const string LimitQueueDuration = "aigateway.limits.queue.duration";

    /// <summary>Histogram, ratio: how much of a rate limit is used, each time a request has been counted.</summary>
    public const string LimitUsed = "aigateway.limits.used";

    /// <summary>Histogram, ratio: how much of a budget is spent, each time something is.</summary>
    public const string BudgetUsed = "aigateway.budgets.used";

    /// <summary>Counter: thresholds of budgets that were passed.</summary>
    public const string BudgetThresholds = "aigateway.budgets.thresholds";

    /// <summary>Gauge, 0 or 1: whether the quota store is taken to be down. Not there for a store in memory.</summary>
    public const string QuotaStoreDown = "aigateway.quota.store.down";

    /// <summary>Counter: outages of the quota store.</summary>
    public const string QuotaStoreOutages = "aigateway.quota.store.outages";

    /// <summary>Counter: reservations that were decided without the quota store.</summary>
    public const string QuotaStoreDecisions = "aigateway.quota.store.decisions";

    /// <summary>Counter: requests that could not be counted at once.</summary>
    public const string QuotaStoreSettlements = "aigateway.quota.store.settlements";

    /// <summary>Tag: why the quota store does not answer.</summary>
    public const string QuotaStoreFailureTag = "aigateway.quota.store.failure";

    /// <summary>Counter: records of usage by what became of them in the ledger.</summary>
    public const string LedgerRecords = "aigateway.ledger.records";

    /// <summary>Gauge: records of usage that wait to be written.</summary>
    public const string LedgerQueue = "aigateway.ledger.queue";

    /// <summary>Histogram, seconds: how long the ledger took to write a batch, or to fail at it.</summary>
    public const string LedgerWriteDuration = "aigateway.ledger.write.duration";

    /// <summary>Counter: audit records by what became of them.</summary>
    public const string AuditRecords = "aigateway.audit.records";

    /// <summary>Gauge: audit records that wait to be written.</summary>
    public const string AuditQueue = "aigateway.audit.queue";

    /// <summary>Histogram, seconds: how long an audit sink took to write a batch, or to fail at it.</summary>
    public const string AuditWriteDuration = "aigateway.audit.write.duration";

    /// <summary>Tag: the type of an audit sink.</summary>
    public const string AuditSinkTag = "aigateway.audit.sink";

    /// <summary>Tag: the name of a rate limit or budget in the configuration.</summary>
    public const string LimitTag = "aigateway.limit";

    /// <summary>Tag: what a limit counts.</summary>
    public const string LimitUnitTag = "aigateway.limit.unit";

    /// <summary>Tag: a threshold of a budget, in percent.</summary>
    public const string ThresholdTag = "aigateway.budget.threshold";

    /// <summary>Counter: values that redaction has found, by entity.</summary>
    public const string Redactions = "aigateway.redactions";

    /// <summary>Counter: decisions of policies, other than to allow.</summary>
    public const string PolicyDecisions = "aigateway.policy.decisions";

    /// <summary>The event of a span for a decision of a policy, other than to allow.</summary>
    public const string PolicyEvent = "aigateway.policy.decision";

    /// <summary>Tag: the name of a policy in the configuration.</summary>
    public const string PolicyTag = "aigateway.policy";

    /// <summary>Tag: when a policy was asked.</summary>
    public const string PolicyPhaseTag = "aigateway.policy.phase";

    /// <summary>Tag: what a policy decided.</summary>
    public const string PolicyVerdictTag = "aigateway.policy.verdict";

    /// <summary>Tag: the reason code of a policy's decision.</summary>
    public const string PolicyReasonTag = "aigateway.policy.reason";

    /// <summary>Tag: whether a policy's decision was carried out.</summary>
    public const string PolicyModeTag = "aigateway.policy.mode";

    /// <summary>Counter: requests that the semantic cache was asked about, by outcome.</summary>
    public const string SemanticLookups = "aigateway.cache.semantic.lookups";

    /// <summary>Counter: answers from the semantic cache that were reported to be wrong.</summary>
    public const string SemanticFalseHits = "aigateway.cache.semantic.false_hits";

    /// <summary>Tag: how a semantic look-up ended.</summary>
    public const string SemanticOutcomeTag = "aigateway.cache.semantic.outcome";

    /// <summary>Tag: the gate that stopped the nearest question.</summary>
    public const string SemanticGateTag = "aigateway.cache.semantic.gate";

    /// <summary>Counter: requests at the cache, by what became of them.</summary>
    public const string CacheLookups = "aigateway.cache.lookups";

    /// <summary>Counter: answers that left the cache for others.</summary>
    public const string CacheEvictions = "aigateway.cache.evictions";

    /// <summary>Gauge, bytes: answers in memory and their keys.</summary>
    public const string CacheBytes = "aigateway.cache.size";

    /// <summary>Counter: look-ups and writes that the shared cache did not answer.</summary>
    public const string SharedCacheFailures = "aigateway.cache.shared.failures";

    /// <summary>Tag: <c>read</c> or <c>write</c>.</summary>
    public const string CacheOperationTag = "aigateway.cache.operation";

    /// <summary>Tag: what a cache had to do with an answer.</summary>
    public const string CacheStatusTag = "aigateway.cache.status";

    /// <summary>Tag: why a cache took no part.</summary>
    public const string CacheBypassTag = "aigateway.cache.bypass";

    /// <summary>Tag: the entity of a value that redaction has found.</summary>
    public const string EntityTag = "aigateway.entity";

    /// <summary>Tag: the request's id.</summary>
    public const string RequestIdTag = "aigateway.request.id";

    /// <summary>Tag: the route's name.</summary>
    public const string RouteTag = "aigateway.route";

    /// <summary>Tag: the target's name.</summary>
    public const string TargetTag = "aigateway.target";

    /// <summary>Tag: the name of the key at a target, where the provider has several.</summary>
    public const string KeyTag = "aigateway.target.key";

    /// <summary>Tag: whether a target takes attempts.</summary>
    public const string TargetStateTag = "aigateway.target.state";

    /// <summary>Tag: why an attempt was made.</summary>
    public const string AttemptKindTag = "aigateway.attempt.kind";

    /// <summary>Tag: the number of attempts of a request.</summary>
    public const string AttemptCountTag = "aigateway.attempts";

    /// <summary>Tag: how a request, an attempt or a reload ended.</summary>
    public const string OutcomeTag = "aigateway.outcome";

    /// <summary>Tag: the kind of failure.</summary>
    public const string FailureKindTag = "aigateway.failure.kind";

    /// <summary>Tag: how well usage and cost are known.</summary>
    public const string UsageStatusTag = "aigateway.usage.status";

    /// <summary>Tag: the cost of a request in USD.</summary>
    public const string CostTag = "aigateway.cost";

    /// <summary>Tag: what a cache saved of the cost of a request, in USD.</summary>
    public const string SavedCostTag = "aigateway.cost.saved";

    /// <summary>Tag: the gateway's own share of the duration of a request, in seconds.</summary>
    public const string OverheadTag = "aigateway.request.overhead";

    /// <summary>Tag, by option only: the caller's tenant.</summary>
    public const string TenantTag = "aigateway.tenant";

    /// <summary>Tag, by option only: the caller's user (OpenTelemetry convention).</summary>
    public const string UserTag = "user.id";

    /// <summary>Tag: what an attempt cost by the usage that the provider reported (proposed to the OpenTelemetry GenAI convention).</summary>
    public const string UsageCostTag = "gen_ai.usage.cost.amount";

    /// <summary>Tag: the currency of that cost, <c>USD</c> (proposed to the OpenTelemetry GenAI convention).</summary>
    public const string UsageCostCurrencyTag = "gen_ai.usage.cost.currency";

    /// <summary>Tag: <c>provider</c> for a cost that the provider reported, <c>local</c> for one from the price list (proposed to the OpenTelemetry GenAI convention).</summary>
    public const string UsageCostSourceTag = "gen_ai.usage.cost.source";

    /// <summary>Tag: the version (hash) of the configuration.</summary>
    public const string ConfigurationVersionTag = "aigateway.configuration.version";

    /// <summary>Tag: the provider's name as configured (OpenTelemetry GenAI convention).</summary>
    public const string ProviderTag = "gen_ai.provider.name";

    /// <summary>Tag: the model that was asked for (OpenTelemetry GenAI convention).</summary>
    public const string ModelTag = "gen_ai.request.model";
}
