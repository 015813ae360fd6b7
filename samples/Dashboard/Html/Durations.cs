using System.Globalization;

namespace Dashboard.Html;

/// <summary>Durations as the page shows them.</summary>
internal static class Durations
{
    public static string Text(double seconds) => seconds switch
    {
        0 => "none",
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        >= 0.01 => $"{Milliseconds(seconds)} ms",
        _ => string.Create(CultureInfo.InvariantCulture, $"{1_000 * seconds:0.00} ms"),
    };

    public static string Milliseconds(double seconds) => (1_000 * seconds).ToString("N0", CultureInfo.InvariantCulture);

    public static string Until(DateTimeOffset moment, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Ceiling((moment - now).TotalSeconds)):N0} s");
}
