namespace AiGateway.Client.Redaction.Detectors;

/// <summary>IPv4 addresses with a prefix length; numbers of versions, outlines and object identifiers are left alone.</summary>
internal sealed class IpV4Detector() : WordDetector(EntityNames.IpAddress, new WordShape(WordKind.Number, 1, 3, WordTraits.DotBehind))
{
    private static readonly string[] Numbered = ["version", "ver", "v", "release", "build", "revision", "rev", "oid", "section", "chapter"];

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var length = IpSyntax.ReadV4(word.Text[word.Start..]);
        if (length == 0) return false;
        var end = word.Start + length;
        if ((end < word.Text.Length && char.IsAsciiLetterOrDigit(word.Text[end])) || IsVersion(word, end)) return false;
        end += IpSyntax.ReadPrefix(word.Text[end..], 32);
        found = At(word.Start, end, 0.9);
        return true;
    }

    private static bool IsVersion(in TextWord word, int end)
    {
        var text = word.Text;
        var start = word.Start;
        if (start > 1 && text[start - 1] is '-' or '_' && char.IsAsciiLetter(text[start - 2])) return true;
        var afterEnd = end + 1 < text.Length ? text[end + 1] : ' ';
        if (end < text.Length && text[end] == '.' && char.IsAsciiDigit(afterEnd) && !IsLikely(word)) return true;
        if (end < text.Length && text[end] is '-' or '+' && char.IsAsciiLetter(afterEnd)) return true;
        return FollowsNumberedThing(text[Math.Max(0, start - 16)..start].TrimEnd(" :=\"'#."));
    }

    private static bool FollowsNumberedThing(ReadOnlySpan<char> before)
    {
        foreach (var word in Numbered)
        {
            if (!before.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            if (before.Length == word.Length || !char.IsAsciiLetter(before[^(word.Length + 1)])) return true;
        }

        return false;
    }

    /// <summary>Whether four of more than four numbers look like an address and not like an outline.</summary>
    private static bool IsLikely(in TextWord word) => word.Length == 3 || (word.Length == 2 && word.Text[(word.End + 1)..].IndexOf('.') == 3);
}
