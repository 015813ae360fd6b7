using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key with a literal prefix, as its issuer documents it.</summary>
/// <param name="Prefix">The prefix, in its case.</param>
/// <param name="Characters">What may follow.</param>
/// <param name="MinLength">Shortest length behind the prefix.</param>
/// <param name="MaxLength">Longest length behind the prefix, where the next character must be another one.</param>
/// <param name="MinEntropy">Least bits per character behind the prefix.</param>
internal sealed record KeyFormat(string Prefix, SearchValues<char> Characters, int MinLength, int MaxLength, double MinEntropy = 3.0)
{
    public const string Signs = "-_.";

    /// <summary>Where the prefix has its first sign; behind its end when it has none.</summary>
    public int Sign { get; } = Prefix.AsSpan().IndexOfAny(Signs) is var sign and >= 0 ? sign : Prefix.Length;

    /// <summary>Where the key ends that begins at <paramref name="at"/>; -1 when there is none.</summary>
    public int FindEnd(ReadOnlySpan<char> text, int at)
    {
        if (!text[at..].StartsWith(Prefix) || JoinsBefore(text, at)) return -1;
        var value = text[(at + Prefix.Length)..];
        value = value[..Math.Min(value.Length, MaxLength + 1)];
        var length = value.IndexOfAnyExcept(Characters);
        value = (length < 0 ? value : value[..length]).TrimEnd("-.");
        if (value.Length < MinLength || value.Length > MaxLength || !value.ContainsAnyInRange('0', '9')) return -1;
        return Placeholder.Is(value) || Entropy.BitsPerCharacter(value) < MinEntropy ? -1 : at + Prefix.Length + value.Length;
    }

    // A key is not the rest of a word. Reading on from what a key's own characters join would also make hostile text costly.
    private static bool JoinsBefore(ReadOnlySpan<char> text, int at) => at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-');
}
