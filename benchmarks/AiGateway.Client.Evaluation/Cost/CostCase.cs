using System.Globalization;
using System.Text.Json;
using AiGateway.Client.Metering;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>A labelled case: usage, the rates that hold for it, and what it costs.</summary>
internal sealed class CostCase
{
    private const decimal Thousand = 1000;

    private readonly JsonElement _row;

    private CostCase(JsonElement row)
    {
        _row = row;
        Id = row.GetProperty("id").GetString()!;
        Provider = row.GetProperty("provider").GetString()!;
        Model = row.GetProperty("model").GetString()!;
        Expected = Number(row.GetProperty("expected"));
        RawUsage = row.TryGetProperty("rawUsage", out var raw) && raw.ValueKind is JsonValueKind.Object ? raw : null;
        Price = ReadPrice(row.GetProperty("rates"));
        _ = row.GetProperty("usage");
    }

    public string Id { get; }

    public string Provider { get; }

    public string Model { get; }

    public decimal Expected { get; }

    /// <summary>Gets the usage object of the provider's body.</summary>
    public JsonElement? RawUsage { get; }

    /// <summary>Gets the case's own rates, as they would be configured.</summary>
    public PriceOptions Price { get; }

    /// <summary>Gets the name under which a multiplier is applied; <see langword="null"/> for none.</summary>
    public string? Region => Price.Regions.Keys.FirstOrDefault();

    public static CostCase Parse(JsonElement row) => new(row);

    /// <summary>Gets a count of the usage.</summary>
    public long? Count(string name) => _row.GetProperty("usage").TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetInt64() : null;

    private PriceOptions ReadPrice(JsonElement rates)
    {
        var price = new PriceOptions { Model = Model };
        ReadRates(rates, price);
        (price.Input, price.Output) = (price.Input ?? 0, price.Output ?? 0);
        price.Free = price is { Input: 0, Output: 0 };
        foreach (var property in rates.EnumerateObject())
        {
            switch (property.Name)
            {
                case "tiers":
                    ReadTiers(property.Value, price);
                    break;
                case "searchPerQuery":
                    price.PerSearch = Number(property.Value);
                    break;
                case "searchPer1k":
                    price.PerSearch = Number(property.Value) / Thousand;
                    break;
                case "perRequest":
                    price.PerRequest = Number(property.Value);
                    break;
                case "multiplier":
                    price.Regions["case"] = Number(property.Value).ToString(CultureInfo.InvariantCulture);
                    break;
            }
        }

        return price;
    }

    private static void ReadTiers(JsonElement tiers, PriceOptions price)
    {
        foreach (var element in tiers.EnumerateArray())
        {
            var tier = new PriceTierOptions { Above = element.GetProperty("aboveInputTokens").GetInt64() };
            ReadRates(element, tier);
            price.Tiers[tier.Above.ToString(CultureInfo.InvariantCulture)] = tier;
        }
    }

    private static void ReadRates(JsonElement rates, RateOptions into)
    {
        into.Input = Rate(rates, "input");
        into.Output = Rate(rates, "output");
        into.CacheRead = Rate(rates, "cacheRead");
        into.CacheWrite = Rate(rates, "cacheWrite");
        into.CacheWrite1h = Rate(rates, "cacheWrite1h");
        into.Reasoning = Rate(rates, "reasoning");
        into.AudioInput = Rate(rates, "audioIn");
        into.AudioOutput = Rate(rates, "audioOut");
    }

    private static decimal? Rate(JsonElement rates, string name) => rates.TryGetProperty(name, out var value) ? Number(value) : null;

    private static decimal Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? decimal.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture) : value.GetDecimal();
}
