namespace AiGateway.Client.Metering;

/// <summary>The rates of one model in one service tier: the usual ones, and those of long requests.</summary>
internal sealed class PriceSheet
{
    private readonly Rates _usual;
    private readonly (long Above, Rates Rates)[] _tiers;

    private PriceSheet(Rates usual, (long Above, Rates Rates)[] tiers)
    {
        _usual = usual;
        _tiers = tiers;
    }

    public Rates Usual => _usual;

    public static PriceSheet Of(RateOptions rates, IEnumerable<PriceTierOptions> tiers) =>
        new(Rates.Of(rates), [.. tiers.OrderBy(tier => tier.Above).Select(tier => (tier.Above, Rates.Of(tier, rates)))]);

    /// <summary>Makes the sheet of a service tier. What it does not say keeps the proportion that it has in the usual rates.</summary>
    public static PriceSheet Of(ServiceTierOptions tier, PriceOptions usual)
    {
        var rates = new PriceTierOptions { Input = tier.Input ?? usual.Input, Output = tier.Output ?? usual.Output };
        var (input, output) = (Ratio(rates.Input, usual.Input), Ratio(rates.Output, usual.Output));
        rates.CacheRead = tier.CacheRead ?? usual.CacheRead * input;
        rates.CacheWrite = tier.CacheWrite ?? usual.CacheWrite * input;
        rates.CacheWrite1h = tier.CacheWrite1h ?? usual.CacheWrite1h * input;
        rates.AudioInput = tier.AudioInput ?? usual.AudioInput * input;
        rates.Reasoning = tier.Reasoning ?? usual.Reasoning * output;
        rates.AudioOutput = tier.AudioOutput ?? usual.AudioOutput * output;
        return Of(rates, tier.Tiers.Count > 0 ? tier.Tiers.Values : usual.Tiers.Values.Select(own => Scale(own, input, output)));
    }

    /// <summary>Gets the price of tokens, in femto-USD. Above a threshold all of them take its rates, not only those that exceed it.</summary>
    public Int128 Price(in TokenUsage usage)
    {
        var rates = _usual;
        if (_tiers.Length > 0)
        {
            var input = usage.TotalInput;
            for (var i = 0; i < _tiers.Length && input > _tiers[i].Above; i++)
            {
                rates = _tiers[i].Rates;
            }
        }

        return rates.Price(usage);
    }

    private static decimal Ratio(decimal? tier, decimal? usual) => usual > 0 ? (tier ?? 0) / usual.Value : 1;

    private static PriceTierOptions Scale(PriceTierOptions tier, decimal input, decimal output) => new()
    {
        Above = tier.Above,
        Input = tier.Input * input,
        Output = tier.Output * output,
        CacheRead = tier.CacheRead * input,
        CacheWrite = tier.CacheWrite * input,
        CacheWrite1h = tier.CacheWrite1h * input,
        AudioInput = tier.AudioInput * input,
        Reasoning = tier.Reasoning * output,
        AudioOutput = tier.AudioOutput * output,
    };
}
