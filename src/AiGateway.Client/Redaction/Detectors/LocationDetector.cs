using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Geographic coordinates in decimal degrees (ISO 6709), beside a word that says so. Names of places need a dictionary or an <see cref="IEntityDetector"/>.</summary>
internal sealed class LocationDetector() : WordDetector(EntityNames.Location, new WordShape(WordKind.Number, 1, 3))
{
    private const int LeastDecimals = 3;

    private static readonly ContextWords Nearby = new(
        "lat", "latitude", "coordinates", "coordinate", "gps", "location", "position", "koordinaten", "standort", "breitengrad", "emplacement", "coordenadas", "latitud", "coordinate", "posizione");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var text = word.Text;
        var start = word.Start > 0 && text[word.Start - 1] is '-' or '+' ? word.Start - 1 : word.Start;
        if (Boundary.ContinuesBefore(text, start) || !TryRead(text, word.Start, 90, out var end)) return false;
        var position = end;
        while (position < text.Length && position - end < 4 && text[position] is ' ' or ',' or ';' or '\u00B0' or 'N' or 'S') position++;
        if (position == end || position >= text.Length) return false;
        if (text[position] is '-' or '+') position++;
        if (!TryRead(text, position, 180, out end) || Boundary.ContinuesAfter(text, end) || !(word.IsField || Nearby.IsNear(text, start, end))) return false;
        found = At(start, end, 0.7);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, int start, int most, out int end)
    {
        end = start;
        while (end < text.Length && end - start < 3 && char.IsAsciiDigit(text[end])) end++;
        if (end == start || Checks.Number(text[start..end]) > most || end >= text.Length || text[end] != '.') return false;
        var first = ++end;
        while (end < text.Length && end - first < 9 && char.IsAsciiDigit(text[end])) end++;
        return end - first >= LeastDecimals;
    }
}
