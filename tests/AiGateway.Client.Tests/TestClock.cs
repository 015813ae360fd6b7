using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests;

/// <summary>A clock that stands still and knows when its next timer is due, so that time can jump there and nowhere else.</summary>
internal sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock _gate = new();
    private readonly HashSet<TrackedTimer> _armed = [];

    /// <summary>Gets the number of timers that are armed.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new TrackedTimer(this, callback, state, dueTime, period);

    /// <summary>Jumps to the next timer, if there is one.</summary>
    public bool JumpToNextTimer(TimeSpan? most)
    {
        var due = DateTimeOffset.MaxValue;
        lock (_gate)
        {
            foreach (var timer in _armed)
            {
                due = timer.Due < due ? timer.Due : due;
            }
        }

        if (due == DateTimeOffset.MaxValue)
        {
            return false;
        }

        // Timers of the base class count whole milliseconds.
        var wait = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((due - GetUtcNow()).TotalMilliseconds)));
        Advance(wait > most ? most.Value : wait);
        return true;
    }

    private ITimer CreateInner(TimerCallback callback, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, null, dueTime, period);

    private sealed class TrackedTimer : ITimer
    {
        private readonly TestClock _clock;
        private readonly ITimer _inner;

        public TrackedTimer(TestClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            Track(dueTime);
            _inner = clock.CreateInner(
                _ =>
                {
                    Track(period);
                    callback(state);
                },
                dueTime,
                period);
        }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Track(dueTime);
            return _inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            Track(Timeout.InfiniteTimeSpan);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Track(TimeSpan wait)
        {
            var due = wait == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _clock.GetUtcNow() + wait;
            lock (_clock._gate)
            {
                Due = due;
                _ = wait == Timeout.InfiniteTimeSpan ? _clock._armed.Remove(this) : _clock._armed.Add(this);
            }
        }
    }
}
