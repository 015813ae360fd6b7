using System.Globalization;

namespace AiGateway.Client.Gateways;

/// <summary>Sets each target beside what was measured.</summary>
internal sealed class Targets(MeasurementOptions options, IReadOnlyList<Cell> cells)
{
    private const double LessLatency = 200;
    private const double MoreRequests = 5;

    private readonly string _host = options.Gateways[0].Name;
    private readonly string _rival = options.Gateways[1].Name;

    public List<string> Lines()
    {
        List<string> lines =
        [
            "| target | calls | at once | ratio | measured | |",
            "|---|---|---|---|---|---|",
        ];
        foreach (var streamed in new[] { false, true })
        {
            lines.Add(Latency(streamed, 1, Measurement.NoNetwork, "in process, the library itself"));
            lines.AddRange(Measurement.Connections.Select(count => Latency(streamed, count, Measurement.InProcess, "in process, over loopback")));
        }

        foreach (var streamed in new[] { false, true })
        {
            lines.AddRange(Measurement.Connections.Select(count => Throughput(streamed, count)));
            lines.AddRange(Measurement.Connections.Select(count => Tail(streamed, count)));
        }

        return lines;
    }

    private string Latency(bool streamed, int count, string group, string what)
    {
        var ours = cells.Added(group, Report.Library, Report.Bare, streamed, count);
        var theirs = cells.Added(Measurement.Loopback, _rival, options.Direct.Name, streamed, count);
        var measured = $"{_rival} adds {Report.Number(theirs)} us, the library {Report.Number(ours)} us";

        // Below the noise of the machine a difference of medians has no sign.
        var ratio = ours > 0 ? Ratio(theirs / ours) : "too small to see";
        return Row($"{what}: {LessLatency:0} times less added at the median", streamed, count, ratio, measured, ours <= 0 || theirs / ours >= LessLatency);
    }

    private string Throughput(bool streamed, int count)
    {
        var (ours, theirs) = (Of(_host, streamed, count).PerSecond, Of(_rival, streamed, count).PerSecond);
        return Row(
            $"{_host}: {MoreRequests:0} times the requests per second", streamed, count, Ratio(ours / theirs), $"{Report.Number(ours)} to {Report.Number(theirs)}", ours / theirs >= MoreRequests);
    }

    private string Tail(bool streamed, int count)
    {
        var (ours, theirs) = (Of(_host, streamed, count).Whole(0.99), Of(_rival, streamed, count).Whole(0.99));
        return Row($"{_host}: a lower p99", streamed, count, Ratio(theirs / ours), $"{Report.Number(ours)} us to {Report.Number(theirs)} us", ours < theirs);
    }

    private Samples Of(string leg, bool streamed, int count) => cells.Find(Measurement.Loopback, leg, streamed, count);

    private static string Ratio(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " x";

    private static string Row(string target, bool streamed, int count, string ratio, string measured, bool met) =>
        $"| {target} | {(streamed ? "streams" : "plain")} | {count} | {ratio} | {measured} | {(met ? "met" : "**missed**")} |";
}
