using AiGateway.Client.Metering;

namespace AiGateway.Client.Configuration;

/// <summary>Checks prices and how they are used, and opens the price files.</summary>
internal static class MeteringOptionsValidator
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(1);

    public static void Validate(AiGatewayOptions options, List<string> failures)
    {
        var metering = options.Metering;
        var path = $"{options.Path}:{nameof(options.Metering)}";
        new RangeValidator(failures).Require(metering.PriceFileInterval, MinInterval, MaxInterval, $"{path}:{nameof(metering.PriceFileInterval)}");
        RequirePositive(metering.MaxRate, $"{path}:{nameof(metering.MaxRate)}", failures);
        if (metering.DisplayCurrency is not null || metering.DisplayRate is not null)
        {
            ValidateDisplay(metering, path, failures);
        }

        var prices = new PriceValidator(metering.MaxRate, failures);
        foreach (var (name, price) in options.Prices)
        {
            prices.Validate(price, $"{options.Path}:{nameof(options.Prices)}:{name}");
        }

        ValidateSuccession(options, failures);
        OpenFiles(options, $"{path}:{nameof(metering.PriceFiles)}", failures);
    }

    private static void ValidateDisplay(MeteringOptions metering, string path, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(metering.DisplayCurrency))
        {
            failures.Add($"{path}:{nameof(metering.DisplayCurrency)} is missing. Name the currency that {path}:{nameof(metering.DisplayRate)} leads to, such as EUR.");
        }

        RequirePositive(metering.DisplayRate ?? 0, $"{path}:{nameof(metering.DisplayRate)}", failures);
    }

    // Two entries for the same model at the same time: one of them would be dead.
    private static void ValidateSuccession(AiGatewayOptions options, List<string> failures)
    {
        foreach (var same in options.Prices.GroupBy(
            entry => $"{entry.Value.Provider}|{entry.Value.Model ?? entry.Key}|{entry.Value.EffectiveFrom:O}", StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            failures.Add($"{options.Path}:{nameof(options.Prices)} has several prices of one model from the same day on: {Suggestion.List(same.Select(entry => entry.Key))}. " +
                "Remove all but one, or give each an EffectiveFrom of its own.");
        }
    }

    private static void OpenFiles(AiGatewayOptions options, string path, List<string> failures)
    {
        options.OpenedPriceFiles.Clear();
        foreach (var (name, file) in options.Metering.PriceFiles.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase))
        {
            List<string> errors = [];
            if (PriceFile.Open(name, file, options.Metering.MaxRate, errors) is { } opened)
            {
                options.OpenedPriceFiles.Add(opened);
            }

            failures.AddRange(errors.Select(error => $"{path}:{name} = '{file}' cannot be used. {error}"));
        }
    }

    private static void RequirePositive(decimal value, string path, List<string> failures)
    {
        if (value <= 0)
        {
            failures.Add($"{path} = '{OptionValue.Format(value)}' is out of range: above 0.");
        }
    }
}
