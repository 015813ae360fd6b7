namespace AiGateway.Client.Routing;

/// <summary>Lets further targets join an attempt that has not answered in time; the first answer wins, the others are cancelled.</summary>
internal static class HedgedAttempt
{
    private const int LeastLatencies = 20;

    /// <summary>Runs an attempt and its hedges.</summary>
    /// <returns>The winner, or the last to fail; the others are settled.</returns>
    public static async ValueTask<AttemptResult> RunAsync(RoutedCall call, Attempt first, RoutedCall.Ask ask)
    {
        List<Task<AttemptResult>> running = [ask(call, first).AsTask()];
        List<Attempt> attempts = [first];
        var hedges = call.Route.Options.Hedging.MaxHedges;
        while (true)
        {
            if (!await AnyAsync(call, running, hedges > 0 ? Delay(call, attempts[^1]) : Timeout.InfiniteTimeSpan).ConfigureAwait(false))
            {
                hedges = await StartAsync(call, ask, running, attempts).ConfigureAwait(false) ? hedges - 1 : 0;
                continue;
            }

            var ended = running.Find(static task => task.IsCompleted)!;
            running.Remove(ended);
            var result = await ended.ConfigureAwait(false);
            attempts.Remove(result.Attempt);
            if (result.Failure is null || running.Count == 0)
            {
                await CancelAsync(call, running, attempts).ConfigureAwait(false);
                return result;
            }

            call.Settle(result);
        }
    }

    /// <summary>Waits until an attempt has ended.</summary>
    /// <returns><see langword="false"/> when the delay was over first.</returns>
    private static async ValueTask<bool> AnyAsync(RoutedCall call, List<Task<AttemptResult>> running, TimeSpan delay)
    {
        if (running.Exists(static task => task.IsCompleted))
        {
            return true;
        }

        using var timer = new CancellationTokenSource();
        var elapsed = Task.Delay(delay, call.Time, timer.Token);
        var ended = await Task.WhenAny([.. running, elapsed]).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
        return ended != elapsed;
    }

    private static async ValueTask<bool> StartAsync(RoutedCall call, RoutedCall.Ask ask, List<Task<AttemptResult>> running, List<Attempt> attempts)
    {
        if (await call.NextHedgeAsync().ConfigureAwait(false) is not { } hedge)
        {
            return false;
        }

        attempts.Add(hedge);
        running.Add(ask(call, hedge).AsTask());
        return true;
    }

    private static TimeSpan Delay(RoutedCall call, Attempt attempt)
    {
        var options = call.Route.Options.Hedging;
        return options.Percentile is { } percentile
            ? attempt.Target.Health.LatencyPercentile(percentile, call.Streaming, LeastLatencies) ?? options.Delay
            : options.Delay;
    }

    private static async ValueTask CancelAsync(RoutedCall call, List<Task<AttemptResult>> running, List<Attempt> attempts)
    {
        attempts.ForEach(static attempt => attempt.Cancel());
        foreach (var task in running)
        {
            var result = await task.ConfigureAwait(false);
            if (result.Stream is { } stream)
            {
                await stream.CloseAsync().ConfigureAwait(false);
            }

            call.Leave(result);
        }
    }
}
