using System.Globalization;

namespace AiGateway.Client.Metering;

/// <summary>Refuses prices that cannot be meant: negative, absurdly high, or zero without saying that the model is free.</summary>
internal sealed class PriceValidator(decimal maxRate, ICollection<string> failures)
{
    private const decimal MaxFee = 1000;
    private const decimal MaxMultiplier = 100;

    public void Validate(PriceOptions price, string path)
    {
        ValidateRates(price, path, required: !price.Free);
        if (!price.Free && price is { Input: 0, Output: 0, PerRequest: 0 })
        {
            failures.Add($"{path} has rates of zero. Set {path}:Free to true if the model costs nothing, else the rates.");
        }

        Require(price.PerRequest, MaxFee, $"{path}:PerRequest");
        Require(price.PerSearch, MaxFee, $"{path}:PerSearch");
        ValidateTiers(price.Tiers, $"{path}:Tiers");
        foreach (var (name, tier) in price.ServiceTiers)
        {
            ValidateRates(tier, $"{path}:ServiceTiers:{name}", required: false);
            ValidateTiers(tier.Tiers, $"{path}:ServiceTiers:{name}:Tiers");
        }

        ValidateMultipliers(price.Regions, $"{path}:Regions");
        ValidateMultipliers(price.Speeds, $"{path}:Speeds");
    }

    private void ValidateTiers(IDictionary<string, PriceTierOptions> tiers, string path)
    {
        foreach (var (name, tier) in tiers)
        {
            if (tier.Above < 1)
            {
                failures.Add($"{path}:{name}:Above = '{tier.Above}' is out of range: at least 1 input token.");
            }

            ValidateRates(tier, $"{path}:{name}", required: false);
        }
    }

    private void ValidateRates(RateOptions rates, string path, bool required)
    {
        foreach (var (name, rate) in (ReadOnlySpan<(string, decimal?)>)
            [
                (nameof(rates.Input), rates.Input), (nameof(rates.Output), rates.Output), (nameof(rates.CacheRead), rates.CacheRead),
                (nameof(rates.CacheWrite), rates.CacheWrite), (nameof(rates.CacheWrite1h), rates.CacheWrite1h), (nameof(rates.Reasoning), rates.Reasoning),
                (nameof(rates.AudioInput), rates.AudioInput), (nameof(rates.AudioOutput), rates.AudioOutput),
            ])
        {
            if (rate is { } known)
            {
                Require(known, maxRate, $"{path}:{name}");
            }
            else if (required && (name is nameof(rates.Input) or nameof(rates.Output)))
            {
                failures.Add($"{path}:{name} is missing. Set it in USD per million tokens.");
            }
        }
    }

    private void ValidateMultipliers(IDictionary<string, string> multipliers, string path)
    {
        foreach (var (name, text) in multipliers)
        {
            if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var multiplier) || multiplier is <= 0 or > MaxMultiplier)
            {
                failures.Add($"{path}:{name} = '{text}' is not a multiplier: a number above 0, at most {MaxMultiplier}.");
            }
        }
    }

    private void Require(decimal value, decimal maximum, string path)
    {
        if (value < 0 || value > maximum)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path} = '{value}' is out of range: from 0 to {maximum} USD. Rates are per million tokens; the bound on them is Metering:MaxRate."));
        }
    }
}
