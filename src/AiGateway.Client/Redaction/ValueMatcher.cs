using System.Buffers;

namespace AiGateway.Client.Redaction;

/// <summary>Finds all values of a request, and their encoded forms, in any text.</summary>
internal sealed class ValueMatcher
{
    // A short name inside a longer word is more likely that word.
    private const int AlwaysReplaced = 5;

    private readonly PseudonymMap _map;
    private readonly SearchValues<string> _anchors;
    private readonly Dictionary<string, string> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<char, int[]> _lengths;

    public ValueMatcher(PseudonymMap map)
    {
        _map = map;
        foreach (var (value, entity) in map.Values)
        {
            _entities[value] = entity;
        }

        foreach (var (value, entity) in map.Values.Where(value => value.Value != PseudonymMap.Literal))
        {
            foreach (var form in EncodedForms.Of(entity, value))
            {
                _entities.TryAdd(form, entity);
            }
        }

        _anchors = SearchValues.Create([.. _entities.Keys], StringComparison.Ordinal);
        _lengths = _entities.Keys.GroupBy(form => form[0])
            .ToDictionary(group => group.Key, group => group.Select(form => form.Length).Distinct().OrderDescending().ToArray());
    }

    /// <summary>Finds the places to replace: in order, and without overlaps, because those that overlap are joined.</summary>
    public void Find(ReadOnlySpan<char> text, List<Detection> found)
    {
        var position = 0;
        while (position < text.Length && text[position..].IndexOfAny(_anchors) is >= 0 and var offset)
        {
            position += offset;
            if (Longest(text, position) is { Length: > 0 } match)
            {
                Join(found, match);
            }

            position++;
        }
    }

    private Detection Longest(ReadOnlySpan<char> text, int start)
    {
        var entities = _entities.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths[text[start]])
        {
            if (length <= text.Length - start && entities.TryGetValue(text.Slice(start, length), out var entity)
                && (length >= AlwaysReplaced || StandsAlone(text, start, start + length)))
            {
                return new Detection(entity, start, length, 1);
            }
        }

        return default;
    }

    private void Join(List<Detection> found, Detection match)
    {
        if (found.Count == 0 || found[^1].End <= match.Start)
        {
            found.Add(match);
        }
        else
        {
            var last = found[^1];
            found[^1] = new Detection(_map.Stricter(last.Entity, match.Entity), last.Start, Math.Max(match.End, last.End) - last.Start, 1);
        }
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]) || !char.IsLetterOrDigit(text[start]))
        && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(text[end - 1]));
}
