using System.Globalization;

namespace AiGateway.Client.Configuration;

/// <summary>Converts between the text of a configuration value and its type.</summary>
internal static class OptionValue
{
    public static bool IsSupported(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(long) || plain == typeof(double)
            || plain == typeof(decimal) || plain == typeof(TimeSpan) || plain == typeof(DateOnly) || plain == typeof(Uri);
    }

    /// <summary>Converts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">A supported type.</param>
    /// <param name="expected">What a valid text looks like, when this one is not.</param>
    /// <returns>The value; <see langword="null"/> when the text does not fit.</returns>
    public static object? Parse(string text, Type type, out string? expected)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        expected = null;
        var value = ParsePlain(text.Trim(), plain);
        if (value is null)
        {
            expected = Describe(plain);
        }

        return value;
    }

    /// <summary>Writes a value the same way whatever the culture.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static object? ParsePlain(string text, Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out var value) ? value : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, culture, out var value) ? value : null,
            _ when type == typeof(long) => long.TryParse(text, NumberStyles.Integer, culture, out var value) ? value : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, culture, out var value) && double.IsFinite(value) ? value : null,
            _ when type == typeof(decimal) => decimal.TryParse(text, NumberStyles.Number, culture, out var value) ? value : null,
            _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, culture, out var value) ? value : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var value) ? value : null,
            _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var value) ? value : null,
            _ => IsName(text) && Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value!) ? value : null,
        };
    }

    // Enum.TryParse also takes numbers and comma-separated lists.
    private static bool IsName(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(text[0]);

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) || type == typeof(decimal) => "a number with a decimal point",
        _ when type == typeof(TimeSpan) => "a duration as hh:mm:ss",
        _ when type == typeof(DateOnly) => "a day as yyyy-mm-dd",
        _ when type == typeof(Uri) => "an absolute address such as https://host/path",
        _ => "one of " + string.Join(", ", Enum.GetNames(type)),
    };
}
