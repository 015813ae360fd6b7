using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys whose prefix has a sign, such as <c>ghp_</c>, found at that sign by the two characters before it.</summary>
internal sealed class PrefixedKeyDetector : AnchorDetector
{
    private const int Ascii = 128;

    private readonly KeyFormat[][] _candidates;
    private readonly ushort[] _byPair = new ushort[Ascii * Ascii];

    public PrefixedKeyDetector(IEnumerable<KeyFormat> formats)
        : base(EntityNames.Secret, KeyFormat.Signs)
    {
        KeyFormat[] all = [.. formats.OrderByDescending(format => format.Prefix.Length)];
        List<KeyFormat[]> candidates = [[]];
        for (var pair = 0; pair < _byPair.Length; pair++)
        {
            KeyFormat[] fitting = [.. all.Where(format => Fits(format, (char)(pair / Ascii), (char)(pair % Ascii)))];
            if (fitting.Length == 0) continue;
            var known = candidates.FindIndex(list => list.SequenceEqual(fitting));
            if (known < 0) candidates.Add(fitting);
            _byPair[pair] = checked((ushort)(known < 0 ? candidates.Count - 1 : known));
        }

        _candidates = [.. candidates];
    }

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor == 0 || text[anchor - 1] >= Ascii) return false;
        var before = anchor > 1 && text[anchor - 2] < Ascii ? text[anchor - 2] : '\0';
        var pair = _byPair[(before * Ascii) + text[anchor - 1]];
        return pair != 0 && TryFind(_candidates[pair], text, anchor, out found);
    }

    private bool TryFind(KeyFormat[] formats, ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        var (checkedAt, isStart) = (-1, false);
        foreach (var format in formats)
        {
            var start = anchor - format.Sign;
            if (start < 0) continue;
            // Most of them begin at the same place.
            if (start != checkedAt) (checkedAt, isStart) = (start, TokenEdge.IsStart(text, start));
            if (!isStart || format.FindEnd(text, start, out var score) is not (var end and >= 0)) continue;
            found = At(start, end, score) with { SubType = format.SubType };
            return true;
        }

        found = default;
        return false;
    }

    private static bool Fits(KeyFormat format, char before, char last) =>
        format.Prefix[format.Sign - 1] == last && (format.Sign < 2 || format.Prefix[format.Sign - 2] == before);
}
