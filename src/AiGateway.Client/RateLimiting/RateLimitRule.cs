using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.RateLimiting;

/// <summary>One count of a rate limit: its requests, its tokens or its slots.</summary>
internal sealed class RateLimitRule : LimitRule
{
    private readonly RateLimitOptions _options;
    private readonly LimitServices _services;

    private RateLimitRule(string name, RateLimitOptions options, LimitPartition partition, LimitUnit unit, long limit, LimitServices services)
        : base($"rate/{name.ToUpperInvariant()}/{partition}/{unit}", name, unit, unit is LimitUnit.Concurrency ? QuotaWindow.Always : QuotaWindow.Sliding(options.Window),
            limit, options.Mode, partition)
    {
        OnStoreFailure = options.OnStoreFailure;
        _options = options;
        _services = services;
    }

    public int QueueLimit => _options.QueueLimit;

    public TimeSpan QueueTimeout => _options.QueueTimeout;

    /// <summary>Makes the counts of a validated limit.</summary>
    public static IEnumerable<RateLimitRule> Create(string name, RateLimitOptions options, LimitServices services)
    {
        var partition = LimitPartition.Parse(options.PartitionBy, out _)!;
        (LimitUnit Unit, long? Limit)[] counts = [(LimitUnit.Requests, options.Requests), (LimitUnit.Tokens, options.Tokens), (LimitUnit.Concurrency, options.Concurrency)];
        return counts.Where(static count => count.Limit is not null)
            .Select(count => new RateLimitRule(name, options, partition, count.Unit, count.Limit!.Value, services));
    }

    public override bool MayWait => QueueLimit > 0;

    public override bool ReadsHistory => _options.Durable && Unit is LimitUnit.Tokens;

    public override GatewayRejectedException Reject(in QuotaCharge charge, TimeSpan? retryAfter, DateTimeOffset now) => Reject(
        RateLimitExceededException.ExceededCode, charge, retryAfter,
        charge.Amount > Limit ? "The request alone is more than the limit; make it smaller."
        : retryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $"Try again in {Math.Ceiling(wait.TotalSeconds):0} s.")
        : "Try again when one of them has ended.");

    public override GatewayRejectedException RejectUnavailable(TimeSpan? retryAfter)
    {
        Count(QuotaStoreUnavailableException.UnavailableCode);
        return new QuotaStoreUnavailableException(GatewayStage.RateLimits, "Rate limit", this, retryAfter);
    }

    public GatewayRejectedException RejectFullQueue(in QuotaCharge charge) => Reject(
        RateLimitExceededException.QueueFullCode, charge, null, $"{QueueLimit} requests wait already.");

    public GatewayRejectedException RejectTimeout(in QuotaCharge charge, TimeSpan? retryAfter) => Reject(
        RateLimitExceededException.QueueTimeoutCode, charge, retryAfter,
        string.Create(CultureInfo.InvariantCulture, $"The request has waited {QueueTimeout.TotalSeconds:0.###} s for it, the longest it may."));

    public override void OnOverrun(GatewayContext context)
    {
        Count("dry_run");
        RateLimitLog.WouldBeRefused(_services.Logger, context.RequestId, Name, Unit, Partition.Name);
    }

    private RateLimitExceededException Reject(string code, in QuotaCharge charge, TimeSpan? retryAfter, string remedy)
    {
        Count(code);
        var left = Math.Max(0, charge.Remaining);
        var allows = Unit is LimitUnit.Concurrency ? "at once" : string.Create(CultureInfo.InvariantCulture, $"in {_options.Window:c}");
        return new RateLimitExceededException(
            code,
            $"Rate limit '{Name}' (by {Partition}) allows {QuotaUnits.Describe(Unit, Limit)} {allows}: {left} left, {charge.Amount} needed. {remedy}",
            this, left, retryAfter);
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
