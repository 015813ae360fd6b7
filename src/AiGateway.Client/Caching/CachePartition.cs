using AiGateway.Client.Context;

namespace AiGateway.Client.Caching;

/// <summary>Who shares entries: those that agree in every part, such as <c>Tenant, Tag:feature</c>.</summary>
internal sealed class CachePartition
{
    private const string TagPrefix = "Tag:";
    private const string SharedName = "Shared";
    private static readonly string[] Kinds = ["Tenant", "User", "App"];

    private readonly string[] _parts;
    private readonly string?[] _tags;

    private CachePartition(string[] parts)
    {
        _parts = parts;
        _tags = Array.ConvertAll(parts, static part => part.StartsWith(TagPrefix, StringComparison.Ordinal) ? part[TagPrefix.Length..] : null);
    }

    /// <summary>Gets what can be told apart, for messages.</summary>
    public static string Known => string.Join(", ", Kinds) + ", Tag:<name>, or " + SharedName + " alone";

    /// <summary>Reads a partition.</summary>
    /// <returns><see langword="null"/> when a part is not known, or there is none.</returns>
    public static CachePartition? Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [var single] && single.Equals(SharedName, StringComparison.OrdinalIgnoreCase))
        {
            return new CachePartition([]);
        }

        var known = Array.ConvertAll(parts, Normalize);
        return parts.Length == 0 || Array.IndexOf(known, null) >= 0 ? null : new CachePartition([.. known.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Writes the partition of a request.</summary>
    public void Write(ref KeyWriter writer, GatewayCaller caller, IDictionary<string, string>? tags)
    {
        writer.Number(_parts.Length);
        for (var i = 0; i < _parts.Length; i++)
        {
            writer.Text(_parts[i]);
            if (_parts[i] == "User")
            {
                WriteUser(ref writer, caller);
            }
            else
            {
                writer.Text(_parts[i] switch
                {
                    "Tenant" => caller.Tenant,
                    "App" => caller.Application,
                    _ => tags is not null && tags.TryGetValue(_tags[i]!, out var value) ? value : null,
                });
            }
        }
    }

    // A user belongs to a tenant. Those who are not named must not read each other's answers.
    private static void WriteUser(ref KeyWriter writer, GatewayCaller caller)
    {
        writer.Text(caller.Tenant);
        writer.Text(caller.User);
        if (caller.User is null)
        {
            writer.Bypass(CacheBypass.Caller);
        }
    }

    private static string? Normalize(string part) =>
        part.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)
            ? part.Length > TagPrefix.Length ? string.Concat(TagPrefix, part.AsSpan(TagPrefix.Length).Trim()) : null
            : Array.Find(Kinds, kind => kind.Equals(part, StringComparison.OrdinalIgnoreCase));
}
