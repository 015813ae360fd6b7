using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Tells a value that was made at random, or chosen as a password, from names, numbers and code.</summary>
internal static class SecretValue
{
    private const int ShortestToken = 16;
    private const double LeastEntropy = 3.0;
    private const int LeastChanges = 6;

    private static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*+?~");
    private static readonly SearchValues<char> Code = SearchValues.Create(" \t(){}[]<>");
    private static readonly SearchValues<char> QuotedCode = SearchValues.Create(" \t{}<");
    private static readonly SearchValues<string> Paths = SearchValues.Create(["://", "./", "../", ":\\", "/etc/", "/var/", "/usr/", "/home/"], StringComparison.Ordinal);

    /// <summary>Whether a value is 16 or more characters of base64 or hexadecimal digits that no word explains.</summary>
    public static bool IsToken(ReadOnlySpan<char> value)
    {
        if (value.Length < ShortestToken || value.ContainsAnyExcept(KeyCharacters.Token) || !HasMix(value)) return false;
        if (value[0] is '/' or '.' || Placeholder.Is(value) || KeyChecks.IsUuid(value) || Wording.IsWords(value) || IsFile(value)) return false;
        return Changes(value) * LeastChanges >= value.Length && Entropy.BitsPerCharacter(value) >= LeastEntropy;
    }

    /// <summary>Whether a value is a password: a letter with a digit or symbol, nothing that code or a template would have.</summary>
    public static bool IsPassword(in Assignment assignment)
    {
        var value = assignment.Value;
        if (value.Length is < 6 or > 128 || value.ContainsAny(assignment.IsQuoted ? QuotedCode : Code) || Placeholder.IsPassword(value) || value.ContainsAny(Paths) || KeyChecks.IsUuid(value)) return false;
        var hasLetter = value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z');
        var hasDigit = value.ContainsAnyInRange('0', '9');
        if (!hasLetter) return hasDigit && (value.ContainsAny(Symbols) || assignment.IsQuoted);
        if (value[1..].ContainsAny(Symbols) && !value.EndsWith("?")) return true;
        if (!hasDigit || value.Contains('.')) return false;
        return assignment.IsQuoted || !assignment.IsSpaced || !Wording.IsWords(value);
    }

    private static bool HasMix(ReadOnlySpan<char> value) => value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'));

    /// <summary>How often a digit follows a letter, a letter a digit, or a capital a small letter.</summary>
    private static int Changes(ReadOnlySpan<char> value)
    {
        var changes = 0;
        for (var i = 1; i < value.Length; i++)
        {
            if (char.IsAsciiDigit(value[i]) != char.IsAsciiDigit(value[i - 1]) || (char.IsAsciiLetterLower(value[i - 1]) && char.IsAsciiLetterUpper(value[i]))) changes++;
        }

        return changes;
    }

    /// <summary>Whether the value ends as a file or a name of code does: a dot and up to five letters.</summary>
    private static bool IsFile(ReadOnlySpan<char> value)
    {
        var dot = value.LastIndexOf('.');
        return dot >= 0 && value.Length - dot is > 1 and <= 6 && !value[(dot + 1)..].ContainsAnyInRange('0', '9');
    }
}
