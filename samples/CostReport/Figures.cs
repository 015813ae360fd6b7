using System.Globalization;

namespace CostReport;

/// <summary>Numbers as the report shows them.</summary>
internal static class Figures
{
    public static string Money(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:N2}");

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(decimal share, int digits = 0) => string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(100 * share, digits, MidpointRounding.AwayFromZero)} %");

    public static string Tokens(long number) => number switch
    {
        >= 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0} M"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0} k"),
        _ => Count(number),
    };

    /// <summary>Rounds amounts to cents so that what is shown adds up to the rounded sum: those that lose most are rounded up.</summary>
    public static IReadOnlyList<decimal> ToCents(IReadOnlyList<decimal> amounts)
    {
        var cents = amounts.Select(amount => Math.Floor(amount * 100)).ToArray();
        var missing = (int)(decimal.Round(amounts.Sum() * 100, MidpointRounding.AwayFromZero) - cents.Sum());
        foreach (var place in Enumerable.Range(0, cents.Length).OrderByDescending(place => (amounts[place] * 100) - cents[place]).Take(missing))
        {
            cents[place]++;
        }

        return [.. cents.Select(cent => cent / 100)];
    }

    /// <summary>Turns amounts into shares of their sum in whole percents that add up to 100.</summary>
    public static IReadOnlyList<string> Shares(IReadOnlyList<decimal> amounts)
    {
        var sum = amounts.Sum();
        return [.. (sum == 0 ? amounts : ToCents([.. amounts.Select(amount => amount / sum)])).Select(share => Percent(share))];
    }
}
