using System.Collections.Frozen;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>Small letters without accents, so that a word is found however it is typed.</summary>
internal static class LetterFolding
{
    // Each accented letter is followed by the plain one.
    private const string Pairs =
        "àaáaâaãaäaåaāaăaąaçcćcčcďdđdèeéeêeëeēeėeęeěeğgģgìiíiîiïiīiįiİiıiķkļlľlłlñnńnņnňnòoóoôoõoöoøoőoŕrřrśsşsšsșsßsťtțtţtùuúuûuüuūuůuűuųuýyÿyźzżzžz";

    private static readonly FrozenDictionary<char, char> Plain = Pairs.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    public static char Fold(char letter)
    {
        if (char.IsAscii(letter)) return (char)(letter | 0x20);
        var small = char.ToLowerInvariant(letter);
        return small < 0x250 ? Plain.GetValueOrDefault(small, small) : small;
    }

    /// <summary>Folds a character that belongs to a word.</summary>
    public static bool TryFold(char value, out char letter)
    {
        letter = (char)(value | 0x20);
        if (letter is >= 'a' and <= 'z') return true;
        if (value < 0x80 || !IsInWord(value)) return false;
        letter = Fold(value);
        return true;
    }

    /// <summary>Whether a character belongs to a word: a letter, or a sign that stands on one.</summary>
    public static bool IsInWord(char value) =>
        char.IsAsciiLetter(value) || (value > 0x7F && (char.IsLetter(value) || char.GetUnicodeCategory(value) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark));

    /// <summary>Whether the script has no spaces between words, or joins endings to them: Thai, Chinese, Japanese, Korean.</summary>
    public static bool JoinsWords(char value) => value is (>= '\u0E00' and <= '\u0EFF') or (>= '\u3040' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');
}
