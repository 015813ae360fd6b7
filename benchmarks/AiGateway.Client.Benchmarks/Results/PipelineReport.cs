using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;

namespace AiGateway.Client.Benchmarks.Results;

/// <summary>Measures the full pipeline and writes its figures and targets into the part of a file that is theirs.</summary>
internal sealed class PipelineReport
{
    private const string Begin = "<!-- pipeline: written by benchmarks/run.sh -->";
    private const string End = "<!-- /pipeline -->";
    private const int Updates = 100;

    private readonly StringBuilder _text = new();
    private readonly List<BenchmarkReport> _reports;

    private PipelineReport(IEnumerable<Summary> summaries) => _reports = [.. summaries.SelectMany(summary => summary.Reports)];

    public static void Write(string file)
    {
        var part = new PipelineReport(ShortRun.Run([typeof(FullPipelineBenchmarks)], TimeSpan.FromMilliseconds(200), 15, 10, static _ => true)).Write();
        var old = File.Exists(file) ? File.ReadAllText(file) : "# Results\nMeasured by the scripts beside this file, which write it.\n";
        var (begin, end) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(file, begin < 0 || end < begin ? $"{old.TrimEnd()}\n\n{part}\n" : old[..begin] + part + old[(end + End.Length)..]);
    }

    private string Write()
    {
        Line(Begin);
        Line("## The full pipeline");
        Line("Policies, redaction, an exact cache, two rate limits, a budget of three levels, routing over three targets with health, metering and audit to a sink that keeps");
        Line("nothing, over a conversation of 1 KiB, at a client that answers at once. Beside it the stock decorators of Microsoft.Extensions.AI (OpenTelemetry, distributed cache");
        Line("without a server, failover, logging), which do less, and a retry, breaker and time-out by hand with Polly, which do least. All of them in one run of BenchmarkDotNet,");
        Line($"median of ten short iterations, .NET {Environment.Version}, {Environment.ProcessorCount} cores. The background writer of audits runs on the same cores, and its bytes are counted.");
        Line();
        Line("| target | measured | |");
        Line("|---|---|---|");
        Targets();
        foreach (var listening in new[] { false, true })
        {
            Table(listening);
        }

        _text.Append(End);
        return _text.ToString();
    }

    private void Targets()
    {
        var (bare, plain, hit) = (Time("Plain_Bare"), Time("Plain_Gateway"), Time("Hit_Gateway"));
        Target("a miss adds at most 8 us to the bare client", $"{Us(plain - bare)} us", plain - bare <= 8_000);
        var bytes = Find("Plain_Gateway").Bytes() - Find("Plain_Bare").Bytes();
        Target("a miss adds at most 8 KiB to it", $"{bytes:N0} B", bytes <= 8192);
        Target("a miss costs less than the stock decorators, which do less", $"{Us(plain)} us to {Us(Time("Plain_Stock"))} us, {Find("Plain_Gateway").Bytes():N0} B to {Find("Plain_Stock").Bytes():N0} B",
            plain < Time("Plain_Stock") && Find("Plain_Gateway").Bytes() < Find("Plain_Stock").Bytes());
        Target("a hit costs at most 5 us", $"{Us(hit)} us; the stock decorators {Us(Time("Hit_Stock"))} us", hit <= 5_000);
        foreach (var yields in new[] { false, true })
        {
            var (ours, stock) = (PerUpdate("Gateway", yields), PerUpdate("Stock", yields));
            Target($"an update of a stream adds at most 200 ns, source {(yields ? "yields" : "completes at once")}", $"{ours:0} ns; the stock decorators {stock:0} ns", ours <= 200);
        }
    }

    private void Table(bool listening)
    {
        Line();
        Line(listening ? "Spans and metrics listened to:" : "Nobody listens to spans and metrics:");
        Line();
        Line("| call | bare | Polly by hand | stock decorators | gateway |");
        Line("|---|---|---|---|---|");
        foreach (var (name, method, yields) in new[]
        {
            ("plain, a miss", "Plain", false), ("with tools, a miss", "Tools", false), ("plain, a hit", "Hit", false), ($"stream of {Updates} updates, a miss", "Stream", false), ("the same, source yields", "Stream", true),
        })
        {
            var cells = new[] { "Bare", "Polly", "Stock", "Gateway" }.Select(kind => TryFind($"{method}_{kind}", yields, listening) is { } report ? $"{Us(Median(report))} us, {report.Bytes():N0} B" : "");
            Line($"| {name} | {string.Join(" | ", cells)} |");
        }
    }

    private double PerUpdate(string kind, bool yields) =>
        (Time($"Stream_{kind}", yields) - Time($"Plain_{kind}", yields) - (Time("Stream_Bare", yields) - Time("Plain_Bare", yields))) / Updates;

    private double Time(string method, bool yields = false) => Median(Find(method, yields));

    private BenchmarkReport Find(string method, bool yields = false) => TryFind(method, yields, listening: false)!;

    private BenchmarkReport? TryFind(string method, bool yields, bool listening) => _reports.Find(report => report.Method() == method
        && report.BenchmarkCase.Parameters[nameof(FullPipelineBenchmarks.Yields)] is bool yielding && yielding == yields
        && report.BenchmarkCase.Parameters[nameof(FullPipelineBenchmarks.Listening)] is bool listened && listened == listening);

    private static double Median(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static string Us(double nanoseconds) => (nanoseconds / 1_000).ToString("0.0", CultureInfo.InvariantCulture);

    private void Target(string target, FormattableString measured, bool met) => Line($"| {target} | {measured.ToString(CultureInfo.InvariantCulture)} | {(met ? "met" : "**missed**")} |");

    private void Line(string line = "") => _text.Append(line).Append('\n');
}
