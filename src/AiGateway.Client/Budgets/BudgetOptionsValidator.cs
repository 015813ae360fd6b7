using System.Globalization;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Budgets;

/// <summary>Checks budgets and reports every error, each with its key, its value and what to do.</summary>
internal static class BudgetOptionsValidator
{
    private const decimal MaxAmount = 1_000_000_000;
    private const decimal MaxThreshold = 1000;

    public static void Validate(BudgetOptions options, string path, ICollection<string> failures)
    {
        LimitChecks.RequirePartition(options.PartitionBy, path, failures);
        if (options.Amount is <= 0 or > MaxAmount)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:Amount = '{options.Amount}' is out of range: above 0, at most {MaxAmount} US dollars."));
        }

        LimitChecks.RequireStoreFailureMode(options.OnStoreFailure, path, failures);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            failures.Add($"{path}:TimeZone = '{options.TimeZone}' is not a time zone of this system. Write UTC, or a name of the IANA database such as Europe/Berlin.");
        }

        if (ParseThresholds(options.Thresholds) is null)
        {
            failures.Add($"{path}:Thresholds = '{options.Thresholds}' is not a list of percentages: numbers above 0 and at most 1000, separated by commas, such as 50, 80, 100.");
        }
    }

    /// <summary>Reads thresholds, lowest first.</summary>
    /// <returns><see langword="null"/> when one is not a percentage.</returns>
    public static decimal[]? ParseThresholds(string text)
    {
        var thresholds = new SortedSet<decimal>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold) || threshold is <= 0 or > MaxThreshold)
            {
                return null;
            }

            thresholds.Add(threshold);
        }

        return [.. thresholds];
    }
}
