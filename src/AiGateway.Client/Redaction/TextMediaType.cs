namespace AiGateway.Client.Redaction;

/// <summary>Tells which media types are text in UTF-8.</summary>
internal static class TextMediaType
{
    private static readonly string[] Types =
        ["application/json", "application/xml", "application/x-yaml", "application/yaml", "application/javascript", "application/x-ndjson", "application/sql", "application/toml"];

    public static bool IsText(string? mediaType)
    {
        var type = mediaType.AsSpan();
        var parameters = type.IndexOf(';');
        if (parameters >= 0 && !IsUtf8(type[parameters..]))
        {
            return false;
        }

        type = (parameters < 0 ? type : type[..parameters]).Trim();
        if (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var known in Types)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameters) =>
        !parameters.Contains("charset", StringComparison.OrdinalIgnoreCase) || parameters.Contains("utf-8", StringComparison.OrdinalIgnoreCase)
        || parameters.Contains("us-ascii", StringComparison.OrdinalIgnoreCase);
}
