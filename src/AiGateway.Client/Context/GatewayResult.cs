using Microsoft.Extensions.AI;

namespace AiGateway.Client.Context;

/// <summary>What happened to one request: who answered, after which attempts, and what it used. Holds no content.</summary>
public sealed class GatewayResult
{
    /// <summary>The key under which responses and updates carry the result in their additional properties.</summary>
    public const string PropertyName = "aigateway.result";

    private readonly GatewayContext _context;

    internal GatewayResult(GatewayContext context, GatewayOutcome outcome, TimeSpan duration)
    {
        _context = context;
        Outcome = outcome;
        Duration = duration;
    }

    /// <summary>Gets the request's id.</summary>
    public string RequestId => _context.RequestId;

    /// <summary>Gets the trace that the request is part of, as 32 hexadecimal digits: that of the HTTP request, where one led to it.</summary>
    /// <value><see langword="null"/> when nothing is traced.</value>
    public string? TraceId => _context.TraceId;

    /// <summary>Gets the route that served the request.</summary>
    public string Route => _context.Route;

    /// <summary>Gets how the request ended.</summary>
    public GatewayOutcome Outcome { get; }

    /// <summary>Gets every attempt, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts => _context.Attempts;

    /// <summary>Gets the duration of the whole request.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets how much of the duration was the gateway's own: all of it but the time in which an attempt was under way.</summary>
    /// <value>Waiting for a rate limit and between attempts is in it. Of a stream, work on single updates is not.</value>
    public TimeSpan Overhead => Duration > _context.AttemptTime ? Duration - _context.AttemptTime : TimeSpan.Zero;

    /// <summary>Gets the version (hash) of the configuration that served the request.</summary>
    public string ConfigurationVersion => _context.ConfigurationVersion;

    /// <summary>Gets the name of the target that answered, or was the last to be asked.</summary>
    /// <value><see langword="null"/> when no target was asked.</value>
    public string? Target => Answering?.Target;

    /// <summary>Gets the name of the provider that answered, or was the last to be asked.</summary>
    public string? Provider => Answering?.Provider;

    /// <summary>Gets the model that answered, or was the last to be asked.</summary>
    public string? Model => Answering?.Model;

    /// <summary>Gets the token usage of the answer.</summary>
    /// <value><see langword="null"/> when the provider reported none.</value>
    public UsageDetails? Usage => Answering?.Usage;

    /// <summary>Gets what the request cost: the sum of its attempts, also of those that failed.</summary>
    /// <value>In USD. Attempts without a known price are not in it; <see cref="UsageStatus"/> says so.</value>
    public decimal Cost => CostNanos / GatewayAttempt.NanosPerUsd;

    /// <summary>Gets what the request would have cost, had not a cache answered it.</summary>
    /// <value>In USD; zero when no cache did.</value>
    public decimal SavedCost => _context.Get(GatewayContext.SavedCostNanos) / GatewayAttempt.NanosPerUsd;

    /// <summary>Gets what the cache had to do with the answer.</summary>
    public GatewayCacheResult Cache => _context.Cache;

    /// <summary>Gets how well usage and cost are known: of several attempts, what is true of the least known.</summary>
    /// <value><see cref="UsageStatus.Exact"/> when no target was asked.</value>
    public UsageStatus UsageStatus => IsCacheHit ? UsageStatus.CacheHit : Worst();

    internal GatewayCaller Caller => _context.Caller;

    internal bool IsCacheHit => _context.Get(GatewayContext.IsCacheHit);

    internal long CostNanos
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < Attempts.Count; i++)
            {
                sum += Attempts[i].CostNanos;
            }

            return sum;
        }
    }

    /// <summary>Gets the limits that applied to the request, with what is left of each.</summary>
    /// <value>Empty when there are none. Of limits that are kept for each target, those of the targets that were asked.</value>
    public IReadOnlyList<GatewayLimit> Limits
    {
        get
        {
            if (_context.Limits is null)
            {
                return [];
            }

            List<GatewayLimit> limits = [];
            for (var source = _context.Limits; source is not null; source = source.Next)
            {
                source.AddTo(limits);
            }

            limits.Reverse();
            return limits;
        }
    }

    /// <summary>Gets how many values of which entity redaction has found in the request and its answer, by entity. Never the values.</summary>
    /// <value>Empty where nothing was found.</value>
    public IReadOnlyDictionary<string, int> Redactions => _context.Redactions;

    /// <summary>Gets what policies have decided about the request and its answer, in order. Never content.</summary>
    /// <value>Empty where every policy allowed everything.</value>
    public IReadOnlyList<PolicyDecision> Decisions => _context.Decisions;

    // Hedges end in any order: the attempt that answered need not be the last.
    private GatewayAttempt? Answering
    {
        get
        {
            for (var i = Attempts.Count - 1; i >= 0; i--)
            {
                if (Attempts[i].Outcome is GatewayOutcome.Succeeded)
                {
                    return Attempts[i];
                }
            }

            return Attempts.Count == 0 ? null : Attempts[^1];
        }
    }

    private UsageStatus Worst()
    {
        var (estimated, reported) = (false, false);
        for (var i = 0; i < Attempts.Count; i++)
        {
            var status = Attempts[i].UsageStatus;
            if (status is UsageStatus.Unpriced)
            {
                return status;
            }

            estimated |= status is UsageStatus.Estimated;
            reported |= status is UsageStatus.ProviderReported;
        }

        return estimated ? UsageStatus.Estimated : reported ? UsageStatus.ProviderReported : UsageStatus.Exact;
    }

    /// <summary>Describes the result on one line, without content.</summary>
    /// <returns>Request id, route, outcome, target and attempts.</returns>
    public override string ToString() => $"{RequestId}: {Outcome} by {Target ?? "nobody"} on route {Route}, {Attempts.Count} attempt(s)";
}
