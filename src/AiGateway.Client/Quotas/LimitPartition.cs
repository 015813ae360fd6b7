using System.Globalization;
using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>By what a limit tells requests apart, such as <c>Tenant, Tag:feature</c>.</summary>
internal sealed class LimitPartition
{
    private const string TagPrefix = "Tag:";
    private static readonly string[] Kinds = ["Tenant", "User", "App", "Model", "Provider", "Route"];

    private readonly string[] _parts;
    private readonly string?[] _tags;

    private LimitPartition(string[] parts)
    {
        _parts = parts;
        Name = parts.Length == 0 ? "Everybody" : string.Join(", ", parts);
        _tags = Array.ConvertAll(parts, static part => part.StartsWith(TagPrefix, StringComparison.Ordinal) ? part[TagPrefix.Length..] : null);
    }

    /// <summary>Gets what can be told apart, for messages.</summary>
    public static string Known => string.Join(", ", Kinds) + ", Tag:<name>";

    /// <summary>Gets the names of the kinds, never of the values: a user is personal.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether the target decides: the limit is kept for every attempt.</summary>
    public bool IsByTarget => _parts.Any(static part => part is "Model" or "Provider");

    /// <summary>Reads a partition.</summary>
    /// <param name="text">Kinds, separated by commas; empty for everybody together.</param>
    /// <param name="unknown">The part that is none.</param>
    /// <returns><see langword="null"/> when a part is not known.</returns>
    public static LimitPartition? Parse(string text, out string? unknown)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (Normalize(parts[i]) is not { } part)
            {
                unknown = parts[i];
                return null;
            }

            parts[i] = part;
        }

        unknown = null;
        return new LimitPartition([.. parts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Finds the partition of a request. What a request does not name is shared by all that do not name it.</summary>
    public string Resolve(GatewayContext context, TargetIdentity? target)
    {
        if (_parts.Length == 1 && (_parts[0] != "User" || context.Caller.Tenant is null))
        {
            return ValueOf(0, context, target) ?? "";
        }

        return _parts.Length == 0 ? "" : Compose(context, target);
    }

    /// <summary>Takes a partition apart again.</summary>
    /// <returns>Kinds and values; a user has the tenant before it.</returns>
    public IReadOnlyList<KeyValuePair<string, string?>> Split(string partition)
    {
        var hasUser = Array.IndexOf(_parts, "User") >= 0 && Array.IndexOf(_parts, "Tenant") < 0;
        string?[] values = Decompose(partition);
        List<KeyValuePair<string, string?>> parts = [];
        var place = 0;
        foreach (var part in _parts)
        {
            if (part == "User" && hasUser)
            {
                parts.Add(new("Tenant", values.Length > _parts.Length ? values[place++] : null));
            }

            parts.Add(new(part, values[place++]));
        }

        return parts;
    }

    /// <summary>Names the kinds.</summary>
    public override string ToString() => Name;

    private static string? Normalize(string part) =>
        part.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)
            ? part.Length > TagPrefix.Length ? string.Concat(TagPrefix, part.AsSpan(TagPrefix.Length).Trim()) : null
            : Array.Find(Kinds, kind => kind.Equals(part, StringComparison.OrdinalIgnoreCase));

    private string? ValueOf(int index, GatewayContext context, TargetIdentity? target) => _parts[index] switch
    {
        "Tenant" => context.Caller.Tenant,
        "User" => context.Caller.User,
        "App" => context.Caller.Application,
        "Model" => target?.Model,
        "Provider" => target?.Provider,
        "Route" => context.Route,
        _ => context.Options.Tags is { } tags && tags.TryGetValue(_tags[index]!, out var value) ? value : null,
    };

    // A single value stands as it is, but for a user who belongs to a tenant.
    private string[] Decompose(string partition)
    {
        if (_parts.Length == 0)
        {
            return [];
        }

        List<string> values = [];
        var rest = partition.AsSpan();
        while (_parts is not { Length: 1 } or ["User"] && rest.IndexOf(':') is > 0 and var colon
            && int.TryParse(rest[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= rest.Length - colon - 1)
        {
            values.Add(rest.Slice(colon + 1, length).ToString());
            rest = rest[(colon + 1 + length)..];
        }

        return rest.IsEmpty && values.Count >= Math.Max(_parts.Length, _parts is ["User"] ? 2 : 0) ? [.. values] : [partition];
    }

    // Lengths keep values apart that contain the separator. A user belongs to a tenant.
    private string Compose(GatewayContext context, TargetIdentity? target)
    {
        var text = "";
        for (var i = 0; i < _parts.Length; i++)
        {
            var value = ValueOf(i, context, target) ?? "";
            text = _parts[i] == "User" && Array.IndexOf(_parts, "Tenant") < 0 && context.Caller.Tenant is { } tenant
                ? $"{text}{tenant.Length}:{tenant}{value.Length}:{value}"
                : $"{text}{value.Length}:{value}";
        }

        return text;
    }
}
