using System.Globalization;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Compares a limit of the application with the baseline's limit of the same name.</summary>
internal readonly struct BaselineLimitCheck(string path, ICollection<string> failures)
{
    public void RequireAtMost(string key, decimal? value, decimal? most)
    {
        if (value > most)
        {
            Refuse(key, value, string.Create(CultureInfo.InvariantCulture, $"is more than the baseline allows: {most}"));
        }
    }

    public void RequireSame<T>(string key, T value, T required)
    {
        if (!Equals(value, required))
        {
            Refuse(key, value, $"differs from the baseline's: '{required}'");
        }
    }

    public void RequirePartition(string value, string required)
    {
        // A partition that is none is reported by itself.
        if (LimitPartition.Parse(value, out _) is { } partition && partition.Name != LimitPartition.Parse(required, out _)!.Name)
        {
            Refuse("PartitionBy", value, $"differs from the baseline's: '{required}'");
        }
    }

    public void RequireMode(LimitMode value, LimitMode required)
    {
        if (value is LimitMode.DryRun && required is LimitMode.Enforce)
        {
            Refuse("Mode", value, "only counts what the baseline enforces");
        }
    }

    public void RequireStoreFailureMode(StoreFailureMode value, StoreFailureMode required)
    {
        if (Rank(value) < Rank(required))
        {
            Refuse("OnStoreFailure", value, $"is weaker than the baseline's: '{required}'");
        }

        static int Rank(StoreFailureMode mode) => mode switch
        {
            StoreFailureMode.Deny => 2,
            StoreFailureMode.Local => 1,
            _ => 0,
        };
    }

    public void Refuse(string key, object? value, string reason) => failures.Add($"{path}:{key} = '{OptionValue.Format(value)}' {reason}.");
}
