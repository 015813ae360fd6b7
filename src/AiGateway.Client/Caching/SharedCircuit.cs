namespace AiGateway.Client.Caching;

/// <summary>Keeps a store that does not answer from being paid for on every call: after some failures in a row it is left alone for a while, then tried by one.</summary>
internal sealed class SharedCircuit(TimeProvider time)
{
    private const int Failures = 3;
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _failures;
    private long _retryAt;

    /// <summary>Asks whether the store may be tried now.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < Failures)
            {
                return true;
            }

            if (time.GetElapsedTime(_retryAt) < TimeSpan.Zero)
            {
                return false;
            }

            // The one who tries holds the others off, until it is known how it went.
            _retryAt = After(Break);
            return true;
        }
    }

    /// <summary>Records a failure.</summary>
    /// <returns>Whether an outage has begun with it.</returns>
    public bool Fail()
    {
        lock (_lock)
        {
            _failures++;
            _retryAt = After(Break);
            return _failures == Failures;
        }
    }

    /// <summary>Records a success.</summary>
    /// <returns>Whether it has ended an outage.</returns>
    public bool Succeed()
    {
        lock (_lock)
        {
            var ended = _failures >= Failures;
            _failures = 0;
            return ended;
        }
    }

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
}
