namespace AiGateway.Client.Wire.Serving;

/// <summary>Lets tests wait for a state instead of sleeping.</summary>
internal sealed class Changes
{
    // Only a test that fails waits this long.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _next = New();

    public void Notify() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Waits until a condition holds; looks again at every change.</summary>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public async Task UntilAsync(Func<bool> holds, Func<string> expected)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (holds())
            {
                return;
            }

            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), end);
            await next.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!next.IsCompleted)
            {
                throw new TimeoutException($"Expected {expected()} within {Patience.TotalSeconds:0} s.");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
