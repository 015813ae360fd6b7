using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

// What follows a failure.
internal partial struct AttemptPlan
{
    /// <summary>Decides what follows a failure.</summary>
    public void Fail(int index, ProviderFailure failure)
    {
        ref var candidate = ref Candidates[index];
        candidate.Running = false;
        var now = Time.GetTimestamp();
        switch (failure.Kind)
        {
            case FailureKind.RateLimited:
                CoolDown(index, failure.RetryAfter ?? Backoff(candidate.Retries), now);
                break;
            case var kind when kind.IsTransient():
                Retry(index, failure, now);
                break;
            case var kind when kind.NeedsAttention():
                targets[index].Health.CoolDown(Time.Limit(now, Retries.AttentionCoolDown), needsAttention: true);
                candidate.Exhausted = true;
                break;
            case FailureKind.Timeout:
                candidate.Exhausted = true;
                break;
            default:
                Exclude(index, failure);
                break;
        }
    }

    /// <summary>Decides what follows a stream that broke off: another target goes on where there is one.</summary>
    public void Break(int index, ProviderFailure failure)
    {
        Fail(index, failure);
        for (var i = 0; i < targets.Length; i++)
        {
            if (i != index && !Candidates[i].Exhausted)
            {
                Candidates[index].Exhausted = true;
                _stay = -1;
            }
        }
    }

    private void CoolDown(int index, TimeSpan wait, long now)
    {
        var jittered = Jittered(wait);
        targets[index].Health.CoolDown(now + Time.Ticks(jittered < MaxCoolDown ? jittered : MaxCoolDown), needsAttention: false);
        ref var candidate = ref Candidates[index];
        candidate.NotBefore = now + Time.Ticks(jittered < MaxCoolDown ? jittered : MaxCoolDown);
        candidate.Exhausted = wait > Retries.MaxRetryAfter || !MayRetry(ref candidate, Retries.MaxRetries);
        _stay = !candidate.Exhausted && (Retries.PreferSameTarget || wait <= Retries.ShortWait) ? index : -1;
    }

    private void Retry(int index, ProviderFailure failure, long now)
    {
        ref var candidate = ref Candidates[index];
        var wait = failure.RetryAfter is { } asked && asked <= Retries.MaxRetryAfter ? Jittered(asked) : Backoff(candidate.Retries);
        candidate.NotBefore = now + Time.Ticks(wait);

        // An answer that cannot be read is unlikely to get better with a third look.
        var most = failure.Kind is FailureKind.InvalidResponse or FailureKind.IncompleteStream ? Math.Min(1, Retries.MaxRetries) : Retries.MaxRetries;
        candidate.Exhausted = !MayRetry(ref candidate, most);
        _stay = candidate.Exhausted ? -1 : index;
    }

    private bool MayRetry(ref Candidate candidate, int most) => candidate.Retries++ < most && candidate.NotBefore < deadline && HasAttemptToSpare();

    // The last attempts belong to targets that have not been tried.
    private bool HasAttemptToSpare()
    {
        var untried = 0;
        foreach (var candidate in Candidates)
        {
            untried += candidate is { Tried: false, Exhausted: false } ? 1 : 0;
        }

        return Retries.MaxAttempts - _attempts > untried;
    }

    // What the request brought upon itself, it would bring upon itself at any target that is not different in just that.
    private void Exclude(int index, ProviderFailure failure)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            Candidates[i].Exhausted |= i == index || !TargetDifference.Helps(failure, targets[index], targets[i], route.Options);
        }
    }

    private TimeSpan Backoff(int retries)
    {
        var full = Math.Min(Retries.BaseDelay.Ticks * Math.Pow(2, retries), Retries.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(full * (1 - (route.Random.Next() / 2))));
    }
}
