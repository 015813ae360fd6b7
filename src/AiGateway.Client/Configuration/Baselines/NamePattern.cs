namespace AiGateway.Client.Configuration.Baselines;

/// <summary>A name in which <c>*</c> stands for any characters, compared without case.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        var rest = name.AsSpan();
        if (!rest.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        rest = rest[parts[0].Length..];
        foreach (var part in parts.AsSpan(1, parts.Length - 2))
        {
            var found = rest.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            rest = rest[(found + part.Length)..];
        }

        return rest.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
