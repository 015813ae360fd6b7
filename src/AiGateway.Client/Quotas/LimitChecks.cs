using System.Globalization;

namespace AiGateway.Client.Quotas;

/// <summary>What the options of rate limits and of budgets have to keep alike.</summary>
internal static class LimitChecks
{
    /// <summary>Refuses limits that are not valid.</summary>
    /// <exception cref="ArgumentException">The message lists everything that is wrong.</exception>
    public static void Require<T>(IDictionary<string, T> limits, string section, Action<T, string, ICollection<string>> validate, string parameter)
    {
        List<string> failures = [];
        foreach (var (name, options) in limits)
        {
            validate(options, $"{section}:{name}", failures);
        }

        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, failures), parameter);
        }
    }

    /// <summary>Reads a partition, or says what is wrong with it.</summary>
    public static LimitPartition? RequirePartition(string text, string path, ICollection<string> failures)
    {
        var partition = LimitPartition.Parse(text, out var unknown);
        if (partition is null)
        {
            failures.Add($"{path}:PartitionBy = '{text}' has '{unknown}', which is not known. Known, separated by commas: {LimitPartition.Known}; empty for everybody together.");
        }

        return partition;
    }

    public static void RequirePositive(long? value, string path, ICollection<string> failures)
    {
        if (value < 1)
        {
            failures.Add($"{path} = '{value}' is out of range: at least 1. Remove the key for no limit.");
        }
    }

    public static void RequireStoreFailureMode(StoreFailureMode value, string path, ICollection<string> failures)
    {
        if (!Enum.IsDefined(value))
        {
            failures.Add($"{path}:OnStoreFailure = '{value}' is not one of {string.Join(", ", Enum.GetNames<StoreFailureMode>())}.");
        }
    }

    public static void RequireRange<T>(T value, T minimum, T maximum, string path, ICollection<string> failures)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path} = '{value}' is out of range: from {minimum} to {maximum}."));
        }
    }
}
