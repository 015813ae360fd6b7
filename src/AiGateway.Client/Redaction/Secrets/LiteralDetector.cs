using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Looks for a secret behind a literal that announces it.</summary>
/// <remarks>Steps per call are bounded by a constant or lie before the next literal, so that a scan is linear in the text.</remarks>
internal abstract class LiteralDetector(params string[] literals)
{
    /// <summary>Letters, digits and the signs of base64 in both alphabets.</summary>
    protected static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~");

    /// <summary>What to stop at, in any case.</summary>
    public IReadOnlyList<string> Literals { get; } = literals;

    /// <summary>Whether a secret begins at, or belongs to, the literal at <paramref name="at"/>.</summary>
    public abstract bool TryFind(ReadOnlySpan<char> text, int at, int literalLength, out Detection found);

    protected static Detection At(int start, int end, double score, string subType) => new(EntityNames.Secret, start, end - start, score) { SubType = subType };

    /// <summary>Length of the run of <paramref name="characters"/> at the start of <paramref name="text"/>, at most <paramref name="limit"/>.</summary>
    protected static int Run(ReadOnlySpan<char> text, SearchValues<char> characters, int limit)
    {
        var window = text[..Math.Min(text.Length, limit)];
        var length = window.IndexOfAnyExcept(characters);
        return length < 0 ? window.Length : length;
    }
}
