using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key that nothing tells but its issuer's name beside it.</summary>
/// <param name="SubType">Issuer and kind of key.</param>
/// <param name="Names">What the name it is assigned to has in it: lower case, without signs.</param>
/// <param name="Characters">Its alphabet.</param>
/// <param name="MinLength">Its shortest length.</param>
/// <param name="MaxLength">Its longest length.</param>
internal sealed record NamedFormat(string SubType, string[] Names, SearchValues<char> Characters, int MinLength, int MaxLength)
{
    private const double LeastEntropy = 2.5;

    /// <summary>Whether the value of a name, which is given in lower case and without signs, is such a key.</summary>
    public bool Fits(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (value.Length < MinLength || value.Length > MaxLength || value.ContainsAnyExcept(Characters)) return false;
        foreach (var issuer in Names)
        {
            if (name.IndexOf(issuer) >= 0) return IsKey(value);
        }

        return false;
    }

    private bool IsKey(ReadOnlySpan<char> value)
    {
        if (value.Contains('-') && Characters == KeyCharacters.HexDash && !KeyChecks.IsUuid(value)) return false;
        return value.ContainsAnyInRange('0', '9') && Entropy.BitsPerCharacter(value) >= LeastEntropy && !Placeholder.Is(value) && !Wording.IsWords(value);
    }
}
