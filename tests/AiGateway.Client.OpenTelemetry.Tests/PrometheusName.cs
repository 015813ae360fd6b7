using System.Diagnostics.Metrics;

namespace AiGateway.Client.Exporting.Tests;

/// <summary>What an instrument is called in Prometheus, by the rules of OpenTelemetry's specification "Prometheus and OpenMetrics Compatibility".</summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new() { ["s"] = "seconds", ["d"] = "days", ["By"] = "bytes", ["1"] = "ratio" };

    /// <summary>Gives every series of an instrument.</summary>
    public static IEnumerable<string> Series(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var isCounter = kind.Contains("Counter", StringComparison.Ordinal);
        var isGauge = kind.Contains("Gauge", StringComparison.Ordinal);
        var name = WithUnit(Of(instrument.Name), instrument.Unit, isGauge);
        return isCounter ? [name.EndsWith("_total", StringComparison.Ordinal) ? name : $"{name}_total"] : isGauge ? [name] : [$"{name}_bucket", $"{name}_sum", $"{name}_count"];
    }

    /// <summary>Gives the name of a label, or of an instrument without its unit.</summary>
    public static string Of(string name) => name.Replace('.', '_').Replace('-', '_');

    // A unit in braces is an annotation. "1" is one of gauges only.
    private static string WithUnit(string name, string? unit, bool isGauge) =>
        unit is null || unit.StartsWith('{') || (unit == "1" && !isGauge) || name.EndsWith($"_{Units[unit]}", StringComparison.Ordinal) ? name : $"{name}_{Units[unit]}";
}
