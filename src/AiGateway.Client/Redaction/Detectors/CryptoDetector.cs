using System.Text;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Addresses of crypto currencies whose checksum holds: base58check, bech32 and bech32m, and Ethereum's with mixed case (EIP-55).</summary>
internal sealed class CryptoDetector() : WordDetector(EntityNames.Crypto, new WordShape(WordKind.Mixed, 26, 35), new WordShape(WordKind.Mixed, 39, 90))
{
    private const int HexDigits = 40;

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        if (!IsEthereum(word.Value) && !(word.Length <= 35 && Base58Check.IsAddress(word.Value)) && !Bech32.IsAddress(word.Value)) return false;
        found = At(word.Start, word.End, 1.0);
        return true;
    }

    private static bool IsEthereum(ReadOnlySpan<char> value)
    {
        if (value.Length != HexDigits + 2 || !value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return false;
        var digits = value[2..];
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }

        var mixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        return mixed ? HasChecksum(digits) : digits.IndexOfAnyExcept(digits[0]) >= 0;
    }

    /// <summary>A letter is a capital where the hash of the small letters has a digit of 8 or more.</summary>
    private static bool HasChecksum(ReadOnlySpan<char> digits)
    {
        Span<byte> small = stackalloc byte[HexDigits];
        Encoding.ASCII.GetBytes(digits, small);
        foreach (ref var c in small) c |= 0x20;
        Span<byte> hash = stackalloc byte[32];
        Keccak256.Hash(small, hash);
        for (var i = 0; i < HexDigits; i++)
        {
            var digit = (i & 1) == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
            if (char.IsAsciiLetter(digits[i]) && char.IsAsciiLetterUpper(digits[i]) != digit >= 8) return false;
        }

        return true;
    }
}
