using AiGateway.Client.Context;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>The budget of one request: which target is tried next, when, and when there is none left.</summary>
/// <remarks>
/// One number of attempts and one deadline hold over retries, fallbacks, hedges and resumed streams together. Part of its call, and never copied.
/// </remarks>
internal partial struct AttemptPlan(Route route, RouteTarget[] targets, long deadline)
{
    private static readonly TimeSpan MaxCoolDown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxJitter = TimeSpan.FromMilliseconds(250);

    // Timers of the system may fire a tick before the clock is there. What is left then is no time for another attempt.
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(16);

    private Candidate[]? _candidates;
    private int _attempts;
    private int _first;
    private int _stay = -1;

    public Route Route => route;

    public RouteTarget[] Targets => targets;

    private RetryOptions Retries => route.Options.Retry;

    private TimeProvider Time => route.TimeProvider;

    private Candidate[] Candidates => _candidates ??= CreateCandidates();

    public long Deadline => deadline;

    /// <summary>Gets a value indicating whether no target is left for this request.</summary>
    public bool IsOver => _attempts >= Retries.MaxAttempts || Array.TrueForAll(Candidates, static candidate => candidate.Exhausted);

    /// <summary>Takes the next target, if one is ready.</summary>
    /// <param name="step">The target; its attempt has begun, as far as its health is concerned.</param>
    /// <param name="wait">How long to wait before asking again; zero when no target is left.</param>
    public bool TryTake(out AttemptStep step, out TimeSpan wait)
    {
        var now = Time.GetTimestamp();
        wait = TimeSpan.Zero;
        step = default;
        if (_attempts >= Retries.MaxAttempts || IsLate(now))
        {
            return false;
        }

        if (_stay >= 0 && !IsBroken(_stay, now))
        {
            ref var staying = ref Candidates[_stay];
            if (staying.NotBefore > now)
            {
                wait = Time.Wait(staying.NotBefore - now);
                return false;
            }

            if (TryEnter(_stay, now, out step))
            {
                return true;
            }
        }

        _stay = -1;
        return TryTakeAny(now, out step, out wait);
    }

    /// <summary>Takes a target that is ready now, beside those under way.</summary>
    public bool TryTakeHedge(out AttemptStep step)
    {
        var now = Time.GetTimestamp();
        step = default;

        // The first target's place in the list says that it is under way.
        _ = Candidates;
        return _attempts < Retries.MaxAttempts && !IsLate(now) && TryTakeAny(now, out step, out _) && step.Target is not null;
    }

    /// <summary>Takes the same target again at once, for another form of the same request.</summary>
    public bool TryTakeAgain(int index, out AttemptStep step)
    {
        var now = Time.GetTimestamp();
        step = default;
        return _attempts < Retries.MaxAttempts && !IsLate(now) && TryEnter(index, now, out step);
    }

    /// <summary>Takes back a step that was not made, because a limit stands in its way. Its target is not asked again for this request.</summary>
    public void Withdraw(in AttemptStep step)
    {
        // Only then: what is noted of the first attempt depends on their number.
        ref var candidate = ref Candidates[step.Index];
        _attempts--;
        candidate.Running = false;
        candidate.Tried = step.Kind is AttemptKind.Retry;
        candidate.Exhausted = true;
        _stay = _stay == step.Index ? -1 : _stay;
        step.Target.Withdraw(step.Probe);
    }

    /// <summary>Ends the attempt at a target that did not fail: nothing is to be tried after it, or it lost to a hedge.</summary>
    public void End(int index) => Candidates[index].Running = false;

    /// <summary>Gets how long it takes until a target may be tried again.</summary>
    public TimeSpan? RetryAfter()
    {
        var now = Time.GetTimestamp();
        TimeSpan? earliest = null;
        foreach (var target in targets)
        {
            var until = target.Health.BlockedUntil(now);
            var wait = until > 0 ? Time.Wait(until - now) : target.State(now) is TargetState.Isolated ? (TimeSpan?)null : TimeSpan.Zero;
            earliest = wait < (earliest ?? TimeSpan.MaxValue) ? wait : earliest;
        }

        return earliest;
    }

    private bool IsLate(long now) => now >= (_attempts == 0 || deadline == long.MaxValue ? deadline : deadline - Time.Ticks(TimerTick));

    private bool TryTakeAny(long now, out AttemptStep step, out TimeSpan wait)
    {
        var earliest = long.MaxValue;
        step = default;
        for (var i = 0; i < targets.Length; i++)
        {
            var candidate = _attempts == 0 && _candidates is null ? default : Candidates[i];
            if (candidate.Exhausted || candidate.Running)
            {
                continue;
            }

            var ready = Math.Max(candidate.NotBefore, CoolDownEnd(i, now));
            if (ready <= now && TryEnter(i, now, out step))
            {
                wait = TimeSpan.Zero;
                return true;
            }

            earliest = ready > now ? Math.Min(earliest, ready) : earliest;
        }

        wait = earliest < deadline ? Min(Jittered(Time.Wait(earliest - now)), Time.Wait(deadline - now)) : TimeSpan.Zero;
        return false;
    }

    // A cool-down that is too long to be sat out, or that waiting does not end, counts as never.
    private long CoolDownEnd(int index, long now)
    {
        var until = targets[index].Health.WaitableUntil();
        return until - now <= Time.Ticks(Retries.MaxRetryAfter) ? until : long.MaxValue;
    }

    private bool TryEnter(int index, long now, out AttemptStep step)
    {
        if (!targets[index].TryEnter(now, Math.Min(deadline, Time.Limit(now, route.Options.Timeouts.Attempt)), out var probe))
        {
            step = default;
            return false;
        }

        if (_attempts++ == 0)
        {
            _first = index;
            if (_candidates is not null)
            {
                _candidates[index] = new Candidate { Tried = true, Running = true };
            }

            step = new AttemptStep(targets[index], index, probe, AttemptKind.First);
            return true;
        }

        ref var candidate = ref Candidates[index];
        step = new AttemptStep(targets[index], index, probe, candidate.Tried ? AttemptKind.Retry : AttemptKind.Fallback);
        candidate.Running = candidate.Tried = true;
        return true;
    }

    private bool IsBroken(int index, long now) => targets[index].Health.IsIsolated || targets[index].Breaker?.OpenUntil > now;

    private TimeSpan Jittered(TimeSpan wait)
    {
        var most = Math.Min(wait.Ticks / 10, MaxJitter.Ticks);
        return wait + TimeSpan.FromTicks((long)(most * route.Random.Next()));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    // Most requests are answered by the first target: what is known of the others is written down only when a second one is needed.
    private Candidate[] CreateCandidates()
    {
        var candidates = new Candidate[targets.Length];
        if (_attempts > 0)
        {
            candidates[_first] = new Candidate { Tried = true, Running = true };
        }

        return candidates;
    }

    private struct Candidate
    {
        public long NotBefore;
        public int Retries;
        public bool Tried;
        public bool Running;
        public bool Exhausted;
    }
}
