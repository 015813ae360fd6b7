using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Tells characters that hide something from those that scripts and emoji are written with (Unicode Standard, chapter 23; UTS #51; UTR #36).</summary>
internal static class HiddenCharacters
{
    // Of a run of joiners no script needs more: ZWJ, ZWNJ, ZWJ (Unicode Standard, 23.2).
    private const int MostJoiners = 3;

    // Codes of subdivisions have three to six letters and digits (ISO 3166-2), and a terminator follows.
    private const int MostTags = 7;
    private const int FewestTags = 4;

    private static readonly SearchValues<char> Plain = SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)) + "\t\n\r");
    private static readonly bool[] Suspects = CreateSuspects();

    /// <summary>Finds the first run of characters from a place on that hide something.</summary>
    /// <returns>Its start; -1 when there is none.</returns>
    public static int Find(ReadOnlySpan<char> text, int from, out int length)
    {
        var next = text[from..].IndexOfAnyExcept(Plain);
        for (var i = next < 0 ? text.Length : from + next; i < text.Length; i += length)
        {
            length = 1;
            if (Suspects[text[i]] && Measure(text, i, out length))
            {
                return i;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>Finds where the end of a text begins whose meaning depends on what follows.</summary>
    public static int Unsettled(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && (Suspects[text[start - 1]] || IsUnsettled(text, start - 1)))
        {
            start--;
        }

        return start;
    }

    private static bool IsUnsettled(ReadOnlySpan<char> text, int i) =>
        char.IsHighSurrogate(text[i]) ? i == text.Length - 1 || Suspects[text[i]] : char.IsLowSurrogate(text[i]) && i > 0 && Suspects[text[i - 1]];

    /// <summary>Decides about a suspect.</summary>
    /// <param name="text">The text.</param>
    /// <param name="i">Its place.</param>
    /// <param name="length">How many characters the decision is about.</param>
    /// <returns>Whether it hides something.</returns>
    private static bool Measure(ReadOnlySpan<char> text, int i, out int length)
    {
        if (Rune.DecodeFromUtf16(text[i..], out var rune, out length) is not OperationStatus.Done)
        {
            length = 1;
            return false;
        }

        switch (rune.Value)
        {
            case 0x200C or 0x200D:
                return !IsJoining(text, i, length = Run(text, i, static c => c is '\u200C' or '\u200D'));
            case (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF):
                return !TakesVariation(Before(text, i), rune.Value);
            case >= 0xE0020 and <= 0xE007F:
                length = Tags(text, i, out var isFlag);
                return !isFlag || Before(text, i).Value != 0x1F3F4;
            case 0x200E or 0x200F or 0x061C:
                return !IsNearRightToLeft(text, i);
            case (>= 0x180B and <= 0x180F):
                return !IsIn(Before(text, i), 0x1800, 0x18AF);
            case 0x200B:
                return !IsSpaceless(Before(text, i)) && !IsSpaceless(After(text, i + length));
            case 0x034F:
                return Rune.GetUnicodeCategory(Before(text, i)) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) && !IsJoiningScript(Before(text, i));
            case 0x115F or 0x1160:
                return !IsIn(Before(text, i), 0x1100, 0x11FF) && !IsIn(After(text, i + length), 0x1100, 0x11FF);
            default:
                return rune.Value is < 0x10000 or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);
        }
    }

    private static bool IsJoining(ReadOnlySpan<char> text, int start, int length)
    {
        var (before, after) = (Before(text, start), After(text, start + length));
        return length == 1 && text[start] == '\u200D' && IsPictograph(after) && (IsPictograph(before) || before.Value is 0xFE0F or 0xE007F)
            || (length <= MostJoiners && (IsJoiningScript(before) || IsJoiningScript(after)));
    }

    // A letter of a script with cases has no variations; hidden data follows anything.
    private static bool TakesVariation(Rune before, int selector) => selector > 0xFFFF ? IsIdeograph(before.Value) : Rune.GetUnicodeCategory(before) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter => before.Value == 0x2139,
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => false,
        _ => before.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)),
    };

    private static int Tags(ReadOnlySpan<char> text, int start, out bool isFlag)
    {
        var (end, count, codes) = (start, 0, true);
        while (end + 1 < text.Length && text[end] == '\uDB40' && text[end + 1] is >= '\uDC20' and <= '\uDC7F')
        {
            count++;
            var terminator = text[end + 1] == '\uDC7F';
            codes &= terminator || text[end + 1] is (>= '\uDC30' and <= '\uDC39') or (>= '\uDC61' and <= '\uDC7A');
            end += 2;
            if (terminator)
            {
                break;
            }
        }

        isFlag = codes && count is >= FewestTags and <= MostTags && text[end - 1] == '\uDC7F';
        return end - start;
    }

    // Looks at a few characters on either side: such a mark belongs to what it stands at.
    private static bool IsNearRightToLeft(ReadOnlySpan<char> text, int i)
    {
        var near = text[Math.Max(0, i - 32)..Math.Min(text.Length, i + 33)];
        foreach (var c in near)
        {
            if (c is (>= '\u0590' and <= '\u08FF' and not '\u061C') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or '\uD802' or '\uD803' or '\uD83A' or '\uD83B')
            {
                return true;
            }
        }

        return false;
    }

    private static int Run(ReadOnlySpan<char> text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - start;
    }

    private static Rune Before(ReadOnlySpan<char> text, int i) => i > 0 && Rune.DecodeLastFromUtf16(text[..i], out var rune, out _) is OperationStatus.Done ? rune : default;

    private static Rune After(ReadOnlySpan<char> text, int i) => i < text.Length && Rune.DecodeFromUtf16(text[i..], out var rune, out _) is OperationStatus.Done ? rune : default;

    private static bool IsIn(Rune rune, int first, int last) => rune.Value >= first && rune.Value <= last;

    private static bool IsIdeograph(int value) => value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    // Scripts without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer and neighbours.
    private static bool IsSpaceless(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x1950 and <= 0x1AAF);

    // Arabic and its relatives, the scripts of India and its neighbours, Mongolian, and the younger ones of both families.
    private static bool IsJoiningScript(Rune rune) => rune.Value is (>= 0x0590 and <= 0x109F) or (>= 0x1700 and <= 0x18AF) or (>= 0x1900 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF)
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10A00 and <= 0x11FFF) or (>= 0x16A40 and <= 0x16B8F) or (>= 0x1E900 and <= 0x1EEFF);

    private static bool IsPictograph(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x21FF) or (>= 0x2300 and <= 0x23FF) or (>= 0x25A0 and <= 0x27BF)
        or (>= 0x2B00 and <= 0x2BFF) or 0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x24C2 or 0x2934 or 0x2935 or 0x3030 or 0x303D or 0x3297 or 0x3299;

    private static bool[] CreateSuspects()
    {
        var suspects = new bool[char.MaxValue + 1];
        (int First, int Last)[] ranges =
        [
            (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
            (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0x3164, 0x3164), (0xD834, 0xD834), (0xDB40, 0xDB40), (0xFE00, 0xFE0F),
            (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
        ];
        foreach (var (first, last) in ranges)
        {
            Array.Fill(suspects, true, first, last - first + 1);
        }

        return suspects;
    }
}
