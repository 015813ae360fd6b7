using System.Globalization;

namespace AiGateway.Client.Metering;

/// <summary>The price of a model from one day on.</summary>
internal sealed class PricePeriod
{
    private const decimal FemtosPerUsd = 1_000_000_000_000_000m;
    private const long MultiplierUnit = 1_000_000;
    private const long FemtosPerNano = 1_000_000;

    // Rates with nine decimals keep the sum of any usage far below the range of Int128, multiplied or not.
    private readonly PriceSheet _usual;
    private readonly KeyValuePair<string, PriceSheet>[] _serviceTiers;
    private readonly KeyValuePair<string, long>[] _regions;
    private readonly KeyValuePair<string, long>[] _speeds;
    private readonly long _perRequest;
    private readonly long _perSearch;

    public PricePeriod(PriceOptions options)
    {
        From = options.EffectiveFrom is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).UtcTicks : 0;
        _usual = PriceSheet.Of(options, options.Tiers.Values);
        _serviceTiers = [.. options.ServiceTiers.Select(tier => KeyValuePair.Create(tier.Key, PriceSheet.Of(tier.Value, options)))];
        _regions = Multipliers(options.Regions);
        _speeds = Multipliers(options.Speeds);
        _perRequest = (long)(options.PerRequest * FemtosPerUsd);
        _perSearch = (long)(options.PerSearch * FemtosPerUsd);
    }

    /// <summary>Gets the first moment at which the price holds, in UTC ticks.</summary>
    public long From { get; }

    public Rates Usual => _usual.Usual;

    /// <summary>Prices usage.</summary>
    /// <returns>Nano-USD, rounded half up once, at the very end.</returns>
    public long Price(in TokenUsage usage, in PriceTerms terms)
    {
        var sum = Sheet(terms.ServiceTier).Price(usage);
        if ((_perRequest | _perSearch) != 0)
        {
            sum += Rates.Product(usage.Requests, _perRequest) + Rates.Product(usage.Searches, _perSearch);
        }

        sum = Multiply(Multiply(sum, _regions, terms.Region), _speeds, terms.Speed);
        return Round(sum);
    }

    private static Int128 Multiply(Int128 sum, KeyValuePair<string, long>[] multipliers, string? name)
    {
        if (multipliers.Length == 0 || string.IsNullOrEmpty(name))
        {
            return sum;
        }

        foreach (var (known, multiplier) in multipliers)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return ((sum * multiplier) + (MultiplierUnit / 2)) / MultiplierUnit;
            }
        }

        return sum;
    }

    private static long Round(Int128 femtos)
    {
        var rounded = femtos + (FemtosPerNano / 2);
        return rounded <= long.MaxValue ? (long)rounded / FemtosPerNano : (long)Int128.Min(rounded / FemtosPerNano, long.MaxValue);
    }

    private static KeyValuePair<string, long>[] Multipliers(IDictionary<string, string> multipliers) =>
        [.. multipliers.Select(entry => KeyValuePair.Create(entry.Key, (long)(decimal.Parse(entry.Value, NumberStyles.Number, CultureInfo.InvariantCulture) * MultiplierUnit)))];

    private PriceSheet Sheet(string? serviceTier)
    {
        if (_serviceTiers.Length > 0 && serviceTier is not null)
        {
            foreach (var (name, sheet) in _serviceTiers)
            {
                if (name.Equals(serviceTier, StringComparison.OrdinalIgnoreCase))
                {
                    return sheet;
                }
            }
        }

        return _usual;
    }
}
