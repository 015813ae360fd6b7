using System.Globalization;
using System.Text;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Brings the forms of a word together: case and accents are dropped, and so are common endings.</summary>
internal static class WordStem
{
    private const char FirstAccent = '\u00C0';
    private const char LastAccent = '\u017F';

    // The letters from FirstAccent to LastAccent without their accents; a star where there is no such letter.
    private const string Plain =
        "aaaaaa*ceeeeiiii*nooooo*ouuuuy**aaaaaa*ceeeeiiii*nooooo*ouuuuy*y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkk*llllll*" +
        "*llnnnnnn***oooooo**rrrrrrsssssssstttt**uuuuuuuuuuuuwwyyyzzzzzz*";

    private static readonly string[] Endings = ["ings", "ing", "edly", "ed", "ies", "es", "s", "en", "er", "em", "e", "n", "y", "i"];
    private static readonly string[] Superlatives = ["iest", "est"];
    private static readonly string[] EnglishEndings = ["ings", "ing", "ed", "s"];

    /// <summary>Writes a word in small letters without accents.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsAscii(word[i]))
            {
                return FoldAccents(word);
            }

            folded[i] = char.ToLowerInvariant(word[i]);
        }

        return new string(folded);
    }

    /// <summary>Cuts endings off a folded word that is long enough.</summary>
    public static string Of(string folded)
    {
        if (folded.Length < 4)
        {
            return folded;
        }

        var stem = folded.AsSpan();
        stem = folded.Length > 6 ? Cut(stem, Superlatives, 4) : stem;
        stem = Cut(stem, EnglishEndings, 3);
        stem = Cut(stem, Endings, 3);
        if (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l'))
        {
            stem = stem[..^1];
        }

        return stem.Length == folded.Length ? folded : new string(stem);
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word, string[] endings, int shortest)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= shortest && word.EndsWith(ending, StringComparison.Ordinal) && !(ending == "s" && word[^2] == 's'))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    private static string FoldAccents(ReadOnlySpan<char> word)
    {
        var builder = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            var place = c is >= FirstAccent and <= LastAccent ? Plain[c - FirstAccent] : c;
            if (c is 'ß')
            {
                builder.Append("ss");
            }
            else if (char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                builder.Append(c is '’' or 'ʼ' ? '\'' : place == '*' ? char.ToLowerInvariant(c) : char.ToLowerInvariant(place));
            }
        }

        return builder.ToString();
    }
}
