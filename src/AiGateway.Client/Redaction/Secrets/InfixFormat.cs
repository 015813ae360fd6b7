using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key that has no prefix, but a literal in its middle or at its end.</summary>
/// <param name="SubType">Issuer and kind of key.</param>
/// <param name="Literal">The literal; it begins with a sign.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="MinBefore">Shortest length before it.</param>
/// <param name="MaxBefore">Longest length before it.</param>
/// <param name="After">What follows.</param>
/// <param name="MinAfter">Shortest length behind it.</param>
/// <param name="MaxAfter">Longest length behind it.</param>
internal sealed record InfixFormat(string SubType, string Literal, SearchValues<char> Before, int MinBefore, int MaxBefore, SearchValues<char> After, int MinAfter, int MaxAfter)
{
    private const double LeastEntropy = 2.8;

    /// <summary>Gets what the part before the literal must look like besides.</summary>
    public KeyCheck? ShapeBefore { get; init; }

    /// <summary>Gets what the part behind the literal must look like besides.</summary>
    public KeyCheck? ShapeAfter { get; init; }

    /// <summary>Finds the key around the literal at <paramref name="anchor"/>.</summary>
    public bool TryFind(ReadOnlySpan<char> text, int anchor, out int start, out int end)
    {
        (start, end) = (anchor, anchor + Literal.Length);
        if (anchor < MinBefore || !Before.Contains(text[anchor - 1]) || !Before.Contains(text[anchor - MinBefore]) || !text[anchor..].StartsWith(Literal)) return false;
        var window = text[Math.Max(0, anchor - MaxBefore - 1)..anchor];
        var before = window.Length - 1 - window.LastIndexOfAnyExcept(Before);
        start = anchor - before;
        if (before < MinBefore || before > MaxBefore || !TokenEdge.IsStart(text, start)) return false;
        window = text[end..Math.Min(text.Length, end + MaxAfter + 1)];
        var after = window.IndexOfAnyExcept(After);
        var tail = (after < 0 ? window : window[..after]).TrimEnd('.');
        end += tail.Length;
        return tail.Length >= MinAfter && tail.Length <= MaxAfter && IsKey(text[start..anchor], tail) && !Placeholder.Is(text[start..end]);
    }

    private bool IsKey(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (ShapeBefore?.Invoke(before) == false || ShapeAfter?.Invoke(after) == false) return false;
        return Entropy.BitsPerCharacter(before.Length > after.Length ? before : after) >= LeastEntropy;
    }
}
