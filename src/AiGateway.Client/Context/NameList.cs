using System.Collections.Frozen;

namespace AiGateway.Client.Context;

/// <summary>Names, compared without case. One that ends with an asterisk stands for all that begin so.</summary>
internal sealed class NameList
{
    private readonly FrozenSet<string> _names;
    private readonly string[] _prefixes;

    public NameList(IEnumerable<string> names)
    {
        string[] all = [.. names.Select(name => name.Trim())];
        _names = all.Where(name => !name.EndsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _prefixes = [.. all.Where(name => name.EndsWith('*')).Select(name => name[..^1])];
    }

    /// <summary>Takes the entries of a keyed map whose value is true.</summary>
    public static NameList Of(IEnumerable<KeyValuePair<string, bool>> map) => new(map.Where(entry => entry.Value).Select(entry => entry.Key));

    public bool IsEmpty => _names.Count + _prefixes.Length == 0;

    public bool Contains(string name)
    {
        if (_names.Contains(name))
        {
            return true;
        }

        foreach (var prefix in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => string.Join(',', _names.Concat(_prefixes.Select(prefix => prefix + "*")).Order(StringComparer.OrdinalIgnoreCase));
}
