using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>One request on its way through its route: the one loop of attempts, for plain and streamed answers alike.</summary>
internal sealed class RoutedCall
{
    private AttemptPlan _plan;
    private Exception? _firstFailure;
    private GatewayRejectedException? _refusal;

    public RoutedCall(Route route, GatewayChatOptions options, IEnumerable<ChatMessage> messages, bool streaming, AttemptPlan plan, ILogger logger, CancellationToken token)
    {
        Options = options;
        Messages = messages;
        Streaming = streaming;
        _plan = plan;
        Logger = logger;
        Token = token;
    }

    /// <summary>Makes one attempt, up to its answer or the first content of its stream. Never throws.</summary>
    public delegate ValueTask<AttemptResult> Ask(RoutedCall call, Attempt attempt);

    public Route Route => _plan.Route;

    /// <summary>Gets the options as they reached the routing stage. Every attempt gets a copy.</summary>
    public GatewayChatOptions Options { get; }

    public GatewayContext Context => Options.Context!;

    public ILogger Logger { get; }

    public IEnumerable<ChatMessage> Messages { get; }

    public bool Streaming { get; }

    /// <summary>Gets the caller's token.</summary>
    public CancellationToken Token { get; }

    public long Deadline => _plan.Deadline;

    public TimeProvider Time => Route.TimeProvider;

    public static RoutedCall Begin(
        Route route, GatewayChatOptions options, IEnumerable<ChatMessage> messages, bool streaming, ILogger logger, CancellationToken token)
    {
        var targets = TargetSelector.Select(route, options, messages, streaming);
        var start = options.Context!.StartTimestamp;
        var limit = route.TimeProvider.Limit(start, route.Options.Timeouts.Total);
        var deadline = options.Deadline is { } own ? Math.Min(limit, start + route.TimeProvider.Ticks(own)) : limit;
        return new RoutedCall(route, options, messages, streaming, new AttemptPlan(route, targets, deadline), logger, token);
    }

    /// <summary>Tries until an attempt succeeds.</summary>
    /// <exception cref="AllTargetsFailedException">No target is left.</exception>
    /// <exception cref="GatewayRejectedException">A limit kept every target from being asked.</exception>
    /// <exception cref="TargetRefusedException">The last target refused the request for what it is.</exception>
    public async ValueTask<AttemptResult> RunAsync(Ask ask)
    {
        Token.ThrowIfCancellationRequested();
        while (await NextAsync().ConfigureAwait(false) is { } attempt)
        {
            var result = Route.Options.Hedging.Enabled
                ? await HedgedAttempt.RunAsync(this, attempt, ask).ConfigureAwait(false)
                : await ask(this, attempt).ConfigureAwait(false);
            if (result.Succeeded)
            {
                Accept(result);
                return result;
            }

            Settle(result);
            if (result.Failure is { } failure && !failure.Kind.BlamesTarget() && _plan.IsOver)
            {
                throw new TargetRefusedException(result.Attempt.Record, failure, result.Attempt.ProviderMessage, result.Exception);
            }
        }

        throw Exhausted();
    }

    /// <summary>Waits for the next target and begins an attempt at it.</summary>
    /// <returns><see langword="null"/> when no target is left.</returns>
    public async ValueTask<Attempt?> NextAsync(AttemptKind? kind = null)
    {
        while (true)
        {
            if (_plan.TryTake(out var step, out var wait))
            {
                if (await BeginAsync(step, kind ?? step.Kind).ConfigureAwait(false) is { } attempt)
                {
                    return attempt;
                }
            }
            else if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, Time, Token).ConfigureAwait(false);
            }
            else
            {
                return null;
            }
        }
    }

    public async ValueTask<Attempt?> NextHedgeAsync()
    {
        while (_plan.TryTakeHedge(out var step))
        {
            if (await BeginAsync(step, AttemptKind.Hedge).ConfigureAwait(false) is { } attempt)
            {
                return attempt;
            }
        }

        return null;
    }

    /// <summary>Begins another attempt at the target of a failed one, with another form of the same request.</summary>
    public async ValueTask<Attempt?> AgainAsync(Attempt failed, AttemptKind kind) =>
        _plan.TryTakeAgain(failed.Index, out var step) ? await BeginAsync(step, kind).ConfigureAwait(false) : null;

    /// <summary>Records an attempt whose answer is used, if it is complete. Of several that answer at once there is one such.</summary>
    public static void Accept(in AttemptResult result)
    {
        if (result.Stream is null or { Ended: true })
        {
            result.Attempt.Succeed(result.Stream?.Progress, result.Response);
        }
    }

    /// <summary>Records an attempt that did not succeed and lets the plan decide what follows; throws on what passes through.</summary>
    public void Settle(in AttemptResult result)
    {
        if (result.Failure is { } failure)
        {
            result.Attempt.Fail(failure, result.Stream?.Progress, result.Response);
            _plan.Fail(result.Attempt.Index, failure);
            _firstFailure ??= result.Exception;
            return;
        }

        Leave(result);
        Throw(result.Exception!);
    }

    /// <summary>Records an attempt that ended without saying anything about its target.</summary>
    public void Leave(in AttemptResult result)
    {
        result.Attempt.Leave(result.Exception is GatewayRejectedException ? GatewayOutcome.Rejected : GatewayOutcome.Cancelled, result.Stream?.Progress, result.Response);
        _plan.End(result.Attempt.Index);
    }

    /// <summary>Throws what passes through. The caller's cancellation names the caller's token, whoever noticed it.</summary>
    public void Throw(Exception exception)
    {
        if (Token.IsCancellationRequested && exception is not GatewayRejectedException)
        {
            throw new OperationCanceledException(new OperationCanceledException().Message, exception, Token);
        }

        ExceptionDispatchInfo.Throw(exception);
    }

    /// <summary>Records a stream that broke off after content was delivered.</summary>
    public void Break(StreamAttempt stream, ProviderFailure failure)
    {
        stream.Attempt.Fail(failure, stream.Progress);
        _plan.Break(stream.Attempt.Index, failure);
    }

    // A limit that kept every target from being asked is the answer itself.
    private Exception Exhausted() => Context.Attempts.Count == 0 && _refusal is not null ? _refusal : new AllTargetsFailedException(
        Route.Name, Context.Attempts, [.. _plan.Targets.Select(static target => new PlannedTarget(target, null))], Time.GetTimestamp() >= Deadline,
        _plan.RetryAfter(), _firstFailure);

    /// <summary>Begins an attempt, unless a limit of its target is used up.</summary>
    private ValueTask<Attempt?> BeginAsync(AttemptStep step, AttemptKind kind) =>
        Route.AttemptQuota is { } quota ? ReserveAsync(quota, step, kind) : new ValueTask<Attempt?>(BeginAttempt(step, kind, null));

    private async ValueTask<Attempt?> ReserveAsync(IAttemptQuota quota, AttemptStep step, AttemptKind kind)
    {
        AttemptPermit permit;
        try
        {
            permit = await quota.EnterAsync(Context, step.Target.Identity, Messages, Options, Token).ConfigureAwait(false);
        }
        catch
        {
            _plan.Withdraw(step);
            throw;
        }

        if (permit.Refusal is { } refusal)
        {
            _plan.Withdraw(step);
            _refusal = _refusal is null || refusal.RetryAfter < (_refusal.RetryAfter ?? TimeSpan.MaxValue) ? refusal : _refusal;
            return null;
        }

        return BeginAttempt(step, kind, permit.Lease);
    }

    private Attempt BeginAttempt(AttemptStep step, AttemptKind kind, QuotaLease? lease)
    {
        var attempt = new Attempt(this, step, kind, lease);
        Context.Add(attempt.Record);
        return attempt;
    }
}
