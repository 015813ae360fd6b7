using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys whose prefix has a sign, such as <c>ghp_</c>, found at that sign.</summary>
internal sealed class PrefixedKeyDetector : AnchorDetector
{
    private readonly KeyFormat[][] _byLetterBeforeSign = new KeyFormat[128][];

    public PrefixedKeyDetector(IEnumerable<KeyFormat> formats)
        : base(EntityNames.Secret, KeyFormat.Signs)
    {
        var byLetter = formats.ToLookup(format => format.Prefix[format.Sign - 1]);
        for (var c = 0; c < _byLetterBeforeSign.Length; c++) _byLetterBeforeSign[c] = [.. byLetter[(char)c].OrderByDescending(format => format.Prefix.Length)];
    }

    public override bool CanFollow(char sign, char before) => before < _byLetterBeforeSign.Length && _byLetterBeforeSign[before].Length > 0;

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor < 2 || text[anchor - 1] >= _byLetterBeforeSign.Length) return false;
        foreach (var format in _byLetterBeforeSign[text[anchor - 1]])
        {
            if (anchor < format.Sign || format.FindEnd(text, anchor - format.Sign) is not (var end and >= 0)) continue;
            found = At(anchor - format.Sign, end, 0.95);
            return true;
        }

        return false;
    }
}
