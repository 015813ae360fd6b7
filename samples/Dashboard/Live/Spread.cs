namespace Dashboard.Live;

/// <summary>Percentiles of durations in seconds, by the nearest rank.</summary>
internal sealed record Spread(int Count, double P50, double P95, double P99)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double At(double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        return new Spread(sorted.Length, At(0.5), At(0.95), At(0.99));
    }
}
