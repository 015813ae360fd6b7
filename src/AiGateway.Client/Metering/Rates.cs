namespace AiGateway.Client.Metering;

/// <summary>Rates ready for pricing: every bucket has one. In femto-USD (1e-15) per token, in which USD per million tokens is exact to nine decimals.</summary>
internal sealed class Rates
{
    private const decimal FemtosPerRate = 1_000_000_000m;

    private Rates()
    {
    }

    public long Input { get; private init; }

    public long CacheRead { get; private init; }

    public long CacheWrite { get; private init; }

    public long CacheWrite1h { get; private init; }

    public long AudioInput { get; private init; }

    public long Output { get; private init; }

    public long Reasoning { get; private init; }

    public long AudioOutput { get; private init; }

    /// <summary>Fills in what is not set: from the base where it has a value of its own, else from the bucket that the tokens would be in otherwise.</summary>
    public static Rates Of(RateOptions rates, RateOptions? basis = null)
    {
        var input = rates.Input ?? basis?.Input ?? 0;
        var output = rates.Output ?? basis?.Output ?? 0;
        var cacheWrite = rates.CacheWrite ?? basis?.CacheWrite ?? input;
        return new Rates
        {
            Input = Femtos(input),
            CacheRead = Femtos(rates.CacheRead ?? basis?.CacheRead ?? input),
            CacheWrite = Femtos(cacheWrite),
            CacheWrite1h = Femtos(rates.CacheWrite1h ?? (rates.CacheWrite is null ? basis?.CacheWrite1h : null) ?? cacheWrite),
            AudioInput = Femtos(rates.AudioInput ?? basis?.AudioInput ?? input),
            Output = Femtos(output),
            Reasoning = Femtos(rates.Reasoning ?? basis?.Reasoning ?? output),
            AudioOutput = Femtos(rates.AudioOutput ?? basis?.AudioOutput ?? output),
        };
    }

    /// <summary>Gets the price of tokens, in femto-USD.</summary>
    public Int128 Price(in TokenUsage usage) =>
        Product(usage.Input, Input) + Product(usage.CacheRead, CacheRead) + Product(usage.CacheWrite, CacheWrite) + Product(usage.CacheWrite1h, CacheWrite1h)
        + Product(usage.AudioInput, AudioInput) + Product(usage.Output, Output) + Product(usage.Reasoning, Reasoning) + Product(usage.AudioOutput, AudioOutput);

    public static long Femtos(decimal rate) => (long)decimal.Round(rate * FemtosPerRate);

    internal static Int128 Product(long count, long rate) => count == 0 ? Int128.Zero : (Int128)(UInt128)Math.BigMul((ulong)count, (ulong)rate);
}
