using System.Diagnostics;

namespace AiGateway.Client.Tests;

/// <summary>Tells when everything that can go on without the clock has gone on: the thread pool has nothing queued and nothing running.</summary>
internal static class Quiescence
{
    // A bound on waiting for threads that the test host took from the pool after the count was made.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    // Threads outside the pool are not seen, and a machine under load may be slow to let them go on.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    // The fewest ever seen: those that the test host keeps for itself.
    private static int _hostThreads = int.MaxValue;

    /// <summary>Waits for it on a thread of its own, so that the waiting thread is not counted.</summary>
    public static Task WaitAsync() => RunAsync(Wait);

    /// <summary>Runs something that waits in between on a thread of its own.</summary>
    public static Task RunAsync(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits for it; to be called off the thread pool.</summary>
    public static void Wait()
    {
        var start = Stopwatch.GetTimestamp();
        for (var quiet = 0; quiet < 3 && Stopwatch.GetElapsedTime(start) < Patience;)
        {
            quiet = IsBusy() ? 0 : quiet + 1;
            Thread.Yield();
        }
    }

    /// <summary>Lets a clock run, from timer to timer, until something has happened. It moves only when nothing else does.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="isOver">Whether it has happened.</param>
    /// <param name="step">The most that the clock may jump at once; <see langword="null"/> for any.</param>
    /// <returns>Whether it has; <see langword="false"/> when nothing is left that could make it happen.</returns>
    public static async Task<bool> RunUntilAsync(TestClock clock, Func<bool> isOver, TimeSpan? step = null)
    {
        var happened = false;
        await RunAsync(() =>
        {
            var idleSince = Stopwatch.GetTimestamp();
            for (Wait(); !(happened = isOver()) && Stopwatch.GetElapsedTime(idleSince) < Hang; Wait())
            {
                idleSince = clock.JumpToNextTimer(step) ? Stopwatch.GetTimestamp() : idleSince;
            }
        });
        return happened;
    }

    private static bool IsBusy()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        var running = most - available;
        _hostThreads = Math.Min(_hostThreads, running);
        return ThreadPool.PendingWorkItemCount > 0 || running > _hostThreads;
    }
}
