using System.Globalization;
using System.Text;

namespace AiGateway.Client.Gateways;

/// <summary>Writes the tables, in the part of the file that is theirs.</summary>
internal sealed class Report(MeasurementOptions options, IReadOnlyList<Cell> cells)
{
    public const string Bare = "OpenAI SDK";
    public const string Library = "OpenAI SDK below the gateway";

    private const string Begin = "<!-- gateways: written by benchmarks/gateways/run.sh -->";
    private const string End = "<!-- /gateways -->";

    private readonly StringBuilder _text = new();

    public static async Task WriteAsync(MeasurementOptions options, IReadOnlyList<Cell> cells)
    {
        var part = new Report(options, cells).Write();
        var old = File.Exists(options.Output) ? await File.ReadAllTextAsync(options.Output) : "# Results\nMeasured by the scripts beside this file, which write it.\n\n";
        var (begin, end) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        await File.WriteAllTextAsync(options.Output, begin < 0 || end < begin ? old.TrimEnd() + "\n\n" + part + "\n" : old[..begin] + part + old[(end + End.Length)..]);
    }

    private string Write()
    {
        Line(Begin);
        Line("## Gateways: in process, GatewayHost, Portkey");
        Line("One upstream that answers at once, one client, one machine, one run; client, upstream and gateway share its cores. Every answer was checked to its end:");
        Line($"status 200, text, usage, and for streams all {Exchange.Chunks} chunks in order and `[DONE]`; one that is not whole ends the run without results.");
        Line("How to run it: [benchmarks/gateways](gateways/README.md).");
        Line();
        Machine.Describe(options.Versions).ForEach(line => Line($"- {line}"));
        Line($"- command: `benchmarks/gateways/run.sh`, rounds of {options.Round.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s, the ways in turn");
        Line();
        new Targets(options, cells).Lines().ForEach(Line);
        Line();
        Line("*The library itself* is measured without a network. Over loopback, client, library and upstream share the cores: what several requests at once add is");
        Line("mostly waiting for a processor, and what one adds includes the noise of two medians.");
        foreach (var streamed in new[] { false, true })
        {
            WriteTables(streamed ? $"Streams of {Exchange.Chunks} chunks" : "Plain calls", streamed);
        }

        _text.Append(End);
        return _text.ToString();
    }

    private void WriteTables(string title, bool streamed)
    {
        Line();
        Line($"### {title}");
        Line("Over loopback. *Added* is over direct, at the same number of connections; *CPU* is the processor time of that process alone.");
        Line();
        WriteTable(Measurement.Loopback, options.Direct.Name, streamed);
        Line();
        Line("In process, over loopback. *Added* is over the bare SDK; *CPU* is that of the whole process, client included.");
        Line();
        WriteTable(Measurement.InProcess, Bare, streamed);
        Line();
        Line("In process, with a handler in memory in place of the network: what the library itself takes.");
        Line();
        WriteTable(Measurement.NoNetwork, Bare, streamed);
    }

    private void WriteTable(string group, string baseline, bool streamed)
    {
        Line("| at once | way | requests/s | of the first | p50 us | p99 us | first part p50 us | added p50 us | added p99 us | CPU us/request |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var cell in cells.Where(cell => cell.Group == group && cell.Streamed == streamed))
        {
            var (seen, first) = (cell.Samples, cells.Find(group, baseline, streamed, cell.Connections));
            var added = cell.Leg == baseline ? "| | " : $"| {Number(seen.Whole(0.5) - first.Whole(0.5))} | {Number(seen.Whole(0.99) - first.Whole(0.99))} ";
            Line($"| {cell.Connections} | {cell.Leg} | {Number(seen.PerSecond)} | {Number(seen.PerSecond / first.PerSecond)} | {Number(seen.Whole(0.5))} " +
                $"| {Number(seen.Whole(0.99))} | {Number(seen.First(0.5))} {added}| {Number(seen.ProcessorMicroseconds)} |");
        }
    }

    /// <summary>Writes about three digits of a number, or all before the point.</summary>
    internal static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { < 0.1 => "0.0000", < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    private void Line(string line = "") => _text.Append(line).Append('\n');
}
