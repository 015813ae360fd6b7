namespace AiGateway.Client.Redaction;

/// <summary>The pseudonyms that one request has created, and their values.</summary>
internal sealed class PseudonymTable
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    // Most requests have none.
    private Dictionary<string, string> _values = Nothing;
    private string[] _sorted = [];

    /// <summary>Gets the number of pseudonyms.</summary>
    public int Count => _values.Count;

    /// <summary>Gets the length of the longest pseudonym.</summary>
    public int Longest { get; private set; }

    public bool IsSealed { get; private set; }

    public bool Contains(string token) => _values.ContainsKey(token);

    public void Add(string token, string value)
    {
        _values = ReferenceEquals(_values, Nothing) ? new Dictionary<string, string>(StringComparer.Ordinal) : _values;
        _values[token] = value;
        Longest = Math.Max(Longest, token.Length);
    }

    /// <summary>Ends the search for values; a pseudonym that is added later is one of a combination.</summary>
    public void BeginReplacing() => IsSealed = true;

    /// <summary>Makes the table ready for reading answers.</summary>
    public void Sort()
    {
        _sorted = [.. _values.Keys];
        Array.Sort(_sorted, StringComparer.Ordinal);
    }

    /// <summary>Finds the value of a pseudonym.</summary>
    public bool TryGet(ReadOnlySpan<char> token, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
        _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out value);

    /// <summary>Tells whether a text may still become a pseudonym.</summary>
    public bool IsPrefix(ReadOnlySpan<char> text)
    {
        if (text.Length >= Longest)
        {
            return false;
        }

        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle].AsSpan().SequenceCompareTo(text) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _sorted.Length && _sorted[low].AsSpan().StartsWith(text, StringComparison.Ordinal);
    }
}
