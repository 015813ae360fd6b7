using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Reserves before a call and settles after it, for the decorators of rate limits and of budgets.</summary>
/// <param name="limits">The limits.</param>
/// <param name="candidates">Finds the targets that may serve a request.</param>
/// <param name="metered">Whether there is routing below, which records what every attempt used.</param>
/// <param name="queue">Where to wait; <see langword="null"/> to refuse at once.</param>
internal sealed class LimitGate(LimitSet limits, Func<GatewayChatOptions, IReadOnlyList<TargetIdentity>> candidates, bool metered, ILimitQueue? queue = null)
{
    private static readonly TimeSpan UsualLeaseTime = TimeSpan.FromMinutes(10);

    /// <summary>Makes the gate of a stage that is used without the gateway: the client below is the only target.</summary>
    public static LimitGate Alone(IChatClient inner, IEnumerable<LimitRule> rules, LimitServices services, ILimitQueue? queue = null)
    {
        var client = inner.GetService<ChatClientMetadata>();
        var usual = Identify(client, client?.DefaultModelId ?? "", services.Prices);
        TargetIdentity[] target = [usual];
        return new LimitGate(
            new LimitSet([.. rules], services, UsualLeaseTime),
            options => options.ModelId is { } model && model != usual.Model ? [Identify(client, model, services.Prices)] : target, metered: false, queue);
    }

    private static TargetIdentity Identify(ChatClientMetadata? client, string model, IPriceBook prices)
    {
        var key = new PriceKey(model, MeteringChatClientBuilderExtensions.Vendor(client?.ProviderName));
        return new TargetIdentity("", null, client?.ProviderName ?? "", model)
        {
            Price = (input, output) => prices.Find(key)?.PriceNanos(new TokenUsage { Input = input, Output = output, Requests = 1 }, default),
        };
    }

    /// <summary>Gets a value indicating whether the stage must look for usage in the answer itself.</summary>
    public bool ReadsUsage => !metered;

    /// <summary>Makes sure that messages can be read twice: to estimate them, and to send them.</summary>
    public static IEnumerable<ChatMessage> Materialize(IEnumerable<ChatMessage> messages) => messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];

    /// <summary>Finds the request's own options and context, and makes them where the stage is used alone.</summary>
    public GatewayChatOptions Own(ChatOptions? options)
    {
        if (options is GatewayChatOptions { Context: not null } given)
        {
            return given;
        }

        var own = new GatewayChatOptions(options);
        own.Context = new GatewayContext(own, limits.Services.Time.GetTimestamp()) { Caller = own.Caller ?? GatewayCaller.Anonymous };
        return own;
    }

    /// <summary>Reserves a request.</summary>
    /// <exception cref="GatewayRejectedException">A limit is used up.</exception>
    public async ValueTask<QuotaLease> EnterAsync(IEnumerable<ChatMessage> messages, GatewayChatOptions options, CancellationToken cancellationToken)
    {
        var context = options.Context!;
        var lease = limits.Prepare(context, candidates(options), messages, options);
        var decision = queue is not null && queue.FindAhead(lease, options.Priority) is >= 0 and var ahead
            ? QuotaDecision.Refuse(ahead, null)
            : await limits.ReserveAsync(lease, cancellationToken).ConfigureAwait(false);
        if (!decision.Granted)
        {
            if (queue is null)
            {
                throw limits.Reject(lease, decision);
            }

            await queue.WaitAsync(limits, lease, decision, options.Priority, cancellationToken).ConfigureAwait(false);
        }

        limits.Admit(context, lease);
        return lease;
    }

    /// <summary>Settles a request that has ended.</summary>
    /// <param name="lease">What was reserved.</param>
    /// <param name="options">The request's own options.</param>
    /// <param name="firstAttempt">The number of attempts there were before it.</param>
    /// <param name="usage">What the answer itself reports.</param>
    /// <param name="exception">How it failed.</param>
    public ValueTask LeaveAsync(QuotaLease lease, GatewayChatOptions options, int firstAttempt, UsageDetails? usage, Exception? exception)
    {
        var settling = limits.SettleAsync(options.Context!, lease, Measure(lease, options, firstAttempt, usage, exception));
        if (settling.IsCompletedSuccessfully)
        {
            queue?.Signal(lease);
            return default;
        }

        return queue is null ? settling : SignalAfterAsync(settling, lease);
    }

    private async ValueTask SignalAfterAsync(ValueTask settling, QuotaLease lease)
    {
        await settling.ConfigureAwait(false);
        queue!.Signal(lease);
    }

    private QuotaAmounts Measure(QuotaLease lease, GatewayChatOptions options, int firstAttempt, UsageDetails? usage, Exception? exception)
    {
        var attempts = options.Context!.Attempts;
        if (attempts.Count > firstAttempt)
        {
            return Sum(lease, options.Context, firstAttempt);
        }

        if (exception is GatewayRejectedException || (metered && exception is not null))
        {
            return default;
        }

        if (metered || (exception is not null && FailureClassifier.FromException(exception).StatusCode is >= 400 and < 500))
        {
            return new QuotaAmounts(1, 0, 0);
        }

        limits.Learn(options.Context, usage);
        return limits.Services.Estimator.Measure(candidates(options)[0], usage, lease.Estimate) with { Requests = 1 };
    }

    private QuotaAmounts Sum(QuotaLease lease, GatewayContext context, int firstAttempt)
    {
        var sum = default(QuotaAmounts);
        for (var i = firstAttempt; i < context.Attempts.Count; i++)
        {
            var attempt = context.Attempts[i];
            sum += limits.Services.Estimator.Measure(attempt, lease.Estimate) with { Requests = attempt.Outcome is GatewayOutcome.Rejected ? 0 : 1 };
            limits.Learn(context, attempt.Usage);
        }

        return sum with { Requests = Math.Min(1, sum.Requests) };
    }
}
