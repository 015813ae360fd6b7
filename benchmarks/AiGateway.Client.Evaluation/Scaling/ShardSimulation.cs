namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>
/// One Redis process: scripts arrive independently of each other, one runs at a time, in the order of arrival. Half of them reserve, half settle, and each
/// takes the time that was measured. The wait of each follows from that of the one before (Lindley's recursion).
/// </summary>
internal static class ShardSimulation
{
    private const int Seed = 20260301;
    private const int Scripts = 1_000_000;
    private const int WarmUp = 50_000;

    /// <summary>Runs it.</summary>
    /// <param name="utilization">The share of time in which the process is to be at work, below 1.</param>
    /// <param name="reserve">What a reservation takes, in microseconds.</param>
    /// <param name="settle">What a settlement takes, in microseconds.</param>
    public static ShardLoad Run(double utilization, double reserve, double settle)
    {
        var mean = (reserve + settle) / 2;
        var gap = mean / utilization;
        var waits = Wait(new Random(Seed), gap, reserve, settle);
        Array.Sort(waits);
        var second = ((reserve * reserve) + (settle * settle)) / 2;
        var expected = second / gap / (2 * (1 - utilization));
        return new ShardLoad(utilization, 1_000_000 / gap, waits.Average(), expected, waits[(int)(0.99 * Scripts)], waits[(int)(0.999 * Scripts)]);
    }

    private static double[] Wait(Random random, double gap, double reserve, double settle)
    {
        var waits = new double[Scripts];
        var wait = 0.0;
        for (var i = -WarmUp; i < Scripts; i++)
        {
            if (i >= 0) waits[i] = wait;
            var service = random.Next(2) == 0 ? reserve : settle;
            wait = Math.Max(0, wait + service + (gap * Math.Log(1 - random.NextDouble())));
        }

        return waits;
    }
}
