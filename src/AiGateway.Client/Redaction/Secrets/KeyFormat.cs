using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key with a literal prefix, as its issuer documents it.</summary>
/// <param name="SubType">Issuer and kind of key.</param>
/// <param name="Prefix">The prefix, in its case.</param>
/// <param name="Characters">What may follow.</param>
/// <param name="MinLength">Shortest length behind the prefix.</param>
/// <param name="MaxLength">Longest length behind the prefix, where the next character must be another one.</param>
internal sealed record KeyFormat(string SubType, string Prefix, SearchValues<char> Characters, int MinLength, int MaxLength)
{
    public const string Signs = "-_.~";
    private const double Certain = 1.0;
    private const double Likely = 0.95;
    private const double WrongChecksum = 0.7;

    /// <summary>Gets the least bits per character behind the prefix.</summary>
    public double MinEntropy { get; init; } = 2.8;

    /// <summary>Gets a value indicating whether a key may have no digit and letters of one case only.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Gets what the body must look like besides; <see langword="null"/> when nothing else is known.</summary>
    public KeyCheck? Shape { get; init; }

    /// <summary>Gets the issuer's checksum.</summary>
    /// <remarks>It only moves the score: a key with one letter changed or mistyped still gives the others away.</remarks>
    public KeyCheck? Checksum { get; init; }

    /// <summary>Gets where the prefix has its first sign; behind its end when it has none.</summary>
    public int Sign { get; } = Prefix.AsSpan().IndexOfAny(Signs) is var sign and >= 0 ? sign : Prefix.Length;

    /// <summary>Where the key ends that begins at <paramref name="at"/>; -1 when there is none.</summary>
    public int FindEnd(ReadOnlySpan<char> text, int at, out double score)
    {
        score = 0;
        if (!text[at..].StartsWith(Prefix) || !TokenEdge.IsStart(text, at)) return -1;
        var body = text[(at + Prefix.Length)..];
        body = body[..Math.Min(body.Length, MaxLength + 1)];
        var length = body.IndexOfAnyExcept(Characters);
        body = (length < 0 ? body : body[..length]).TrimEnd('.');
        if (body.Length < MinLength || body.Length > MaxLength || !IsRandom(body) || Shape?.Invoke(body) == false) return -1;
        score = Checksum is null ? Likely : Checksum(body) ? Certain : WrongChecksum;
        return at + Prefix.Length + body.Length;
    }

    private bool IsRandom(ReadOnlySpan<char> body)
    {
        if (!IsPlain && !body.ContainsAnyInRange('0', '9') && !(body.ContainsAnyInRange('A', 'Z') && body.ContainsAnyInRange('a', 'z'))) return false;
        return Entropy.BitsPerCharacter(body) >= MinEntropy && !Placeholder.Is(body) && !Wording.IsWords(body);
    }
}
