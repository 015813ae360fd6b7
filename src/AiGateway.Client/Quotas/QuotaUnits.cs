using System.Globalization;
using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>Amounts for people.</summary>
internal static class QuotaUnits
{
    public const long NanoUsdPerUsd = 1_000_000_000;

    public static decimal ToDecimal(LimitUnit unit, long amount) => unit is LimitUnit.Usd ? (decimal)amount / NanoUsdPerUsd : amount;

    public static long ToNanoUsd(decimal usd) => (long)(usd * NanoUsdPerUsd);

    /// <summary>Writes an amount with its unit. What is left is never written as less than nothing.</summary>
    public static string Describe(LimitUnit unit, long amount)
    {
        var shown = Math.Max(0, amount);
        return unit switch
        {
            LimitUnit.Usd => string.Create(CultureInfo.InvariantCulture, $"${ToDecimal(unit, shown):0.00#######}"),
            LimitUnit.Tokens => string.Create(CultureInfo.InvariantCulture, $"{shown} token{(shown == 1 ? "" : "s")}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{shown} request{(shown == 1 ? "" : "s")}"),
        };
    }
}
