using System.Globalization;

namespace AiGateway.Client.Providers;

/// <summary>What the name of a Claude model tells.</summary>
/// <remarks>
/// Claude 4.6 is the divide: from it on the context window is a million tokens, thinking is adaptive and a prefilled answer is refused; before it
/// the window is 200,000 tokens. Sources: Anthropic's "Context windows", "Adaptive thinking" and "Migration guide" pages.
/// </remarks>
internal static class AnthropicModels
{
    private const string Prefix = "claude-";
    private const int EarlyContextWindow = 200_000;
    private const int ContextWindow = 1_000_000;

    /// <summary>Tells whether the model is older than Claude 4.6.</summary>
    /// <returns><see langword="null"/> for a name that does not say.</returns>
    public static bool? IsEarly(string model)
    {
        if (!model.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // claude-3-5-sonnet-20241022, claude-opus-4-20250514, claude-sonnet-4-6, claude-opus-5-5
        var parts = model[Prefix.Length..].Split('-', '@');
        if (char.IsAsciiDigit(parts[0].FirstOrDefault()))
        {
            return true;
        }

        return Number(parts, 1) is { } major ? major < 4 || (major == 4 && (Number(parts, 2) ?? 0) < 6) : null;
    }

    /// <summary>Says what the model can do.</summary>
    public static ProviderCapabilities Describe(string model) => IsEarly(model) switch
    {
        true => new ProviderCapabilities { ContextWindow = EarlyContextWindow, Prefill = true },
        false => new ProviderCapabilities { ContextWindow = ContextWindow },
        null => new ProviderCapabilities(),
    };

    // A date is no version number.
    private static int? Number(string[] parts, int index) =>
        index < parts.Length && parts[index].Length <= 2 && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
