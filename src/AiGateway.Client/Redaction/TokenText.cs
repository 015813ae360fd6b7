using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>How pseudonyms are written: <c>[EMAIL_ADDRESS_7K3Q9F]</c>, the entity and a keyed hash in 32 letters that nobody mistakes for others.</summary>
internal static class TokenText
{
    /// <summary>The hash of a pseudonym that does not collide: 30 bits.</summary>
    public const int ShortestHash = 6;

    /// <summary>As long as a hash can be: all bits of HMAC-SHA-256.</summary>
    public const int LongestHash = 51;

    /// <summary>Longer names are not recognised in texts that look like pseudonyms.</summary>
    public const int LongestEntity = 64;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SearchValues<char> Inside = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly SearchValues<char> Hash = SearchValues.Create(Alphabet);

    /// <summary>Tells whether pseudonyms can carry a name.</summary>
    public static bool IsEntity(string? name) => name is { Length: > 0 and <= LongestEntity } && char.IsAsciiLetterUpper(name[0])
        && !name.AsSpan().ContainsAnyExcept(Inside) && name != PseudonymMap.Literal;

    /// <summary>Writes the pseudonym of an entity with the first letters of a hash.</summary>
    public static string Create(string entity, string hash, int length) => $"[{entity}_{hash.AsSpan(0, length)}]";

    /// <summary>Computes the hash of a value in <see cref="LongestHash"/> letters.</summary>
    public static string ComputeHash(ReadOnlySpan<byte> key, string entity, string canonical)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{entity}\0{canonical}"), hash);
        Span<char> text = stackalloc char[LongestHash];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var pair = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[(bit / 8) + 1] : 0);
            text[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(text);
    }

    /// <summary>Measures what may be a pseudonym at the start of a text.</summary>
    /// <returns>Its length, or 0.</returns>
    public static int Measure(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestHash + 4 || text[0] != '[' || !char.IsAsciiLetterUpper(text[1]))
        {
            return 0;
        }

        var inside = text.Slice(1, Math.Min(text.Length - 1, LongestEntity + LongestHash + 2));
        var end = inside.IndexOfAnyExcept(Inside);
        if (end < 0 || inside[end] != ']')
        {
            return 0;
        }

        var hash = inside[(inside[..end].LastIndexOf('_') + 1)..end];
        return hash.Length is >= ShortestHash and <= LongestHash && hash.Length < end - 1 && !hash.ContainsAnyExcept(Hash) ? end + 2 : 0;
    }
}
