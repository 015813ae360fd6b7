using System.Globalization;

namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>Reckons what a fleet asks of Redis and PostgreSQL, and simulates the queue at a Redis process. Its lines are those of <c>docs/scaling.md</c>; a test compares.</summary>
internal static class ScalingTables
{
    private static readonly double[] Utilizations = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Makes the rows of all tables.</summary>
    public static IEnumerable<string> Lines() => [.. Redis(), .. Ledger(), .. Utilizations.Select(Shard)];

    private static IEnumerable<string> Redis()
    {
        double requests = FleetCosts.Instances * FleetCosts.RequestsPerSecond;
        var processor = requests * FleetCosts.Stages * (FleetCosts.Reserve + FleetCosts.Settle) / 1_000_000;
        yield return Row("requests per second", Amount(requests));
        yield return Row("scripts per second, each one round trip", Amount(requests * FleetCosts.Stages * 2));
        yield return Row("processors of Redis at work", Amount(processor));
        yield return Row(FormattableString.Invariant($"Redis processes, each {100 * FleetCosts.Utilization:0} % at work"), Amount(Math.Ceiling(processor / FleetCosts.Utilization)));
        yield return Row("requests per second of one such process", Amount(FleetCosts.Utilization * requests / processor));
        yield return Row("MB per second to Redis, and back", $"{Amount(requests * FleetCosts.Stages * FleetCosts.BytesIn / 1e6)}, {Amount(requests * FleetCosts.Stages * FleetCosts.BytesOut / 1e6)}");
        yield return Row("reservations open at once", Amount(requests * FleetCosts.Stages * FleetCosts.RequestSeconds));
        yield return Row("MB that they take", Amount(requests * FleetCosts.Stages * FleetCosts.RequestSeconds * FleetCosts.BytesOpen / 1e6));
        yield return Row("connections, if all instances share one server", Amount(FleetCosts.Instances * FleetCosts.Connections));
    }

    private static IEnumerable<string> Ledger()
    {
        double rows = FleetCosts.Instances * FleetCosts.RequestsPerSecond;
        var day = rows * 86_400;
        yield return Row("rows per second", Amount(rows));
        yield return Row("transactions per second", Amount((double)FleetCosts.Instances / FleetCosts.FlushSeconds));
        yield return Row("writers like the measured one that would be busy", Amount(Math.Ceiling(rows / FleetCosts.RowsPerSecond)));
        yield return Row("connections at most", Amount(FleetCosts.Instances));
        yield return Row("rows per day, in billions", Amount(day / 1e9));
        yield return Row("TB per day of tables and indexes", Amount(day * (FleetCosts.TableBytes + FleetCosts.IndexBytes) / 1e12));
        yield return Row("MB per second of write-ahead log", Amount(rows * FleetCosts.LogBytes / 1e6));
        yield return Row("rows per second read to find crashed instances", Amount((double)FleetCosts.Instances * FleetCosts.Instances / FleetCosts.HeartbeatSeconds));
        yield return Row("minutes of outage that the queue of an instance bridges", Amount((double)FleetCosts.QueueCapacity / FleetCosts.RequestsPerSecond / 60));
    }

    private static string Shard(double utilization)
    {
        var load = ShardSimulation.Run(utilization, FleetCosts.Reserve, FleetCosts.Settle);
        return FormattableString.Invariant(
            $"| {100 * load.Utilization:0} % | {load.ScriptsPerSecond:#,0} | {load.MeanWait:0} us | {load.ExpectedWait:0} us | {load.Wait99:0} us | {load.Wait999:0} us |");
    }

    private static string Row(string what, string amount) => $"| {what} | {amount} |";

    // No more digits than were measured.
    private static string Amount(double value) => value.ToString(value switch { >= 100 => "#,0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);
}
