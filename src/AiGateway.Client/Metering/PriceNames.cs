namespace AiGateway.Client.Metering;

/// <summary>Takes model names apart: the date of a snapshot, and the vendor in front.</summary>
internal static class PriceNames
{
    // Vendors that sell their own models, in whose lists a model is looked for when nobody says whose it is.
    public static readonly string[] Makers =
    [
        "openai", "anthropic", "google", "mistral", "xai", "deepseek", "cohere", "alibaba", "moonshotai", "zai", "minimax", "perplexity", "ai21", "amazon-nova", "meta-llama",
    ];

    private static readonly string[] Suffixes = ["-latest", ":latest"];

    /// <summary>Takes the date or the word "latest" off a name.</summary>
    /// <returns><see langword="null"/> when there is neither.</returns>
    public static string? WithoutDate(string model)
    {
        foreach (var suffix in Suffixes)
        {
            if (model.Length > suffix.Length && model.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return model[..^suffix.Length];
            }
        }

        return DateLength(model) is var length and > 0 && model.Length > length ? model[..^length] : null;
    }

    /// <summary>Splits a name such as <c>anthropic/claude-opus-5</c>.</summary>
    public static bool TrySplit(string model, out string vendor, out string rest)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        (vendor, rest) = slash > 0 && slash < model.Length - 1 ? (Vendor(model[..slash]), model[(slash + 1)..]) : ("", "");
        return rest.Length > 0;
    }

    // -2025-08-07, -20250807, @20250807
    private static int DateLength(ReadOnlySpan<char> model)
    {
        if (model is [.., '-', _, _, _, _, '-', _, _, '-', _, _] && AreDigits(model[^10..^6]) && AreDigits(model[^5..^3]) && AreDigits(model[^2..]))
        {
            return "-2025-08-07".Length;
        }

        return model is [.., '-' or '@', '2', '0', _, _, _, _, _, _] && AreDigits(model[^8..]) ? "-20250807".Length : 0;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    // Resellers spell some vendors otherwise.
    private static string Vendor(string name) => name switch
    {
        "x-ai" => "xai",
        "z-ai" => "zai",
        "mistralai" => "mistral",
        "qwen" => "alibaba",
        _ => name,
    };
}
