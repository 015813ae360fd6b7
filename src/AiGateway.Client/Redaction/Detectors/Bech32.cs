namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Segregated-witness addresses (BIP 173, BIP 350).</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const uint ModifiedConstant = 0x2bc830a3;

    private static readonly string[] Prefixes = ["bc", "tb", "bcrt", "ltc"];
    private static readonly uint[] Generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        var separator = text.LastIndexOf('1');
        if (separator < 0 || text.Length - separator < 8 || HasBothCases(text) || !IsPrefix(text[..separator])) return false;
        var sum = Expand(text[..separator]);
        foreach (var c in text[(separator + 1)..])
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(c));
            if (value < 0) return false;
            sum = Step(sum) ^ (uint)value;
        }

        var version = Alphabet.IndexOf(char.ToLowerInvariant(text[separator + 1]));
        return version <= 16 && sum == (version == 0 ? 1 : ModifiedConstant);
    }

    private static bool IsPrefix(ReadOnlySpan<char> prefix)
    {
        foreach (var known in Prefixes)
        {
            if (prefix.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static uint Expand(ReadOnlySpan<char> prefix)
    {
        var sum = 1u;
        foreach (var c in prefix) sum = Step(sum) ^ (uint)(char.ToLowerInvariant(c) >> 5);
        sum = Step(sum);
        foreach (var c in prefix) sum = Step(sum) ^ (uint)(char.ToLowerInvariant(c) & 31);
        return sum;
    }

    private static uint Step(uint sum)
    {
        var top = sum >> 25;
        sum = (sum & 0x1ffffff) << 5;
        for (var i = 0; i < Generators.Length; i++)
        {
            if ((top >> i & 1) != 0) sum ^= Generators[i];
        }

        return sum;
    }

    private static bool HasBothCases(ReadOnlySpan<char> text) => text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('A', 'Z');
}
