using System.Globalization;
using System.Text.Json;

namespace AiGateway.Client.Metering;

/// <summary>Reads one row of a price list. Unknown names are refused: a misspelt one would be a price that is missing.</summary>
internal static class PriceListReader
{
    public static List<PriceOptions> Read(JsonElement row)
    {
        var price = new PriceOptions();
        List<PriceOptions> periods = [price];
        foreach (var property in row.EnumerateObject())
        {
            if (property.NameEquals("scheduled"u8))
            {
                periods.AddRange(property.Value.EnumerateArray().SelectMany(Read));
            }
            else if (!TryReadRate(property, price) && !TryRead(property, price))
            {
                throw new FormatException($"'{property.Name}' is not a known name in a price.");
            }
        }

        periods.ForEach(period => period.Confidence = price.Confidence);
        return periods;
    }

    private static bool TryRead(JsonProperty property, PriceOptions price)
    {
        var value = property.Value;
        switch (property.Name)
        {
            case "confidence":
                price.Confidence = Enum.Parse<PriceConfidence>(value.GetString()!, ignoreCase: true);
                return true;
            case "free":
                price.Free = value.GetBoolean();
                return true;
            case "effectiveFrom":
                price.EffectiveFrom = DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                return true;
            case "perRequest":
                price.PerRequest = value.GetDecimal();
                return true;
            case "perSearch":
                price.PerSearch = value.GetDecimal();
                return true;
            case "tiers":
                ReadTiers(value, price.Tiers);
                return true;
            case "serviceTiers":
                ReadServiceTiers(value, price);
                return true;
            case "regions":
                ReadMultipliers(value, price.Regions);
                return true;
            case "speeds":
                ReadMultipliers(value, price.Speeds);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadRate(JsonProperty property, RateOptions rates)
    {
        switch (property.Name)
        {
            case "input":
                rates.Input = property.Value.GetDecimal();
                return true;
            case "output":
                rates.Output = property.Value.GetDecimal();
                return true;
            case "cacheRead":
                rates.CacheRead = property.Value.GetDecimal();
                return true;
            case "cacheWrite":
                rates.CacheWrite = property.Value.GetDecimal();
                return true;
            case "cacheWrite1h":
                rates.CacheWrite1h = property.Value.GetDecimal();
                return true;
            case "reasoning":
                rates.Reasoning = property.Value.GetDecimal();
                return true;
            case "audioInput":
                rates.AudioInput = property.Value.GetDecimal();
                return true;
            case "audioOutput":
                rates.AudioOutput = property.Value.GetDecimal();
                return true;
            default:
                return false;
        }
    }

    private static void ReadTiers(JsonElement tiers, IDictionary<string, PriceTierOptions> into)
    {
        foreach (var element in tiers.EnumerateArray())
        {
            var tier = new PriceTierOptions();
            foreach (var property in element.EnumerateObject())
            {
                if (property.NameEquals("above"u8))
                {
                    tier.Above = property.Value.GetInt64();
                }
                else if (!TryReadRate(property, tier))
                {
                    throw new FormatException($"'{property.Name}' is not a known name in a tier.");
                }
            }

            into[tier.Above.ToString(CultureInfo.InvariantCulture)] = tier;
        }
    }

    private static void ReadServiceTiers(JsonElement tiers, PriceOptions price)
    {
        foreach (var element in tiers.EnumerateObject())
        {
            var tier = new ServiceTierOptions();
            foreach (var property in element.Value.EnumerateObject())
            {
                if (property.NameEquals("tiers"u8))
                {
                    ReadTiers(property.Value, tier.Tiers);
                }
                else if (!TryReadRate(property, tier))
                {
                    throw new FormatException($"'{property.Name}' is not a known name in a service tier.");
                }
            }

            price.ServiceTiers[element.Name] = tier;
        }
    }

    private static void ReadMultipliers(JsonElement multipliers, IDictionary<string, string> into)
    {
        foreach (var multiplier in multipliers.EnumerateObject())
        {
            into[multiplier.Name] = multiplier.Value.GetDecimal().ToString(CultureInfo.InvariantCulture);
        }
    }
}
