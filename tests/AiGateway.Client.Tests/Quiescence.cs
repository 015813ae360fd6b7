using System.Diagnostics;

namespace AiGateway.Client.Tests;

/// <summary>Tells when everything that can go on without the clock has gone on: the thread pool has nothing queued and nothing running.</summary>
internal static class Quiescence
{
    // A bound on waiting for threads that the test host took from the pool after the count was made.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

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

    private static bool IsBusy()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        var running = most - available;
        _hostThreads = Math.Min(_hostThreads, running);
        return ThreadPool.PendingWorkItemCount > 0 || running > _hostThreads;
    }
}
