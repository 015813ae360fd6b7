namespace AiGateway.Client.Redaction.Identifiers;

/// <content>Remainders of the whole number, ISO/IEC 7064 and the check of Verhoeff.</content>
internal static partial class Checks
{
    private const string Verhoeffs =
        "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" + "5987604321" + "6598710432" + "7659821043" + "8765932104" + "9876543210";

    private const string VerhoeffPlaces =
        "0123456789" + "1576283094" + "5803796142" + "8916043527" + "9453126870" + "4286573901" + "2793806415" + "7046913258";

    /// <summary>ISO/IEC 7064, mod 11,10: the last digit.</summary>
    public static readonly IdentifierCheck Mod11And10 = static value =>
    {
        var product = 10;
        foreach (var c in value[..^1])
        {
            var sum = (product + c - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (product + value[^1] - '0') % 10 == 1;
    };

    /// <summary>ISO/IEC 7064, mod 97-10, over the value as it stands.</summary>
    public static readonly IdentifierCheck Total97 = static value => Modulo(value, 97) == 1;

    /// <summary>The dihedral check of Verhoeff, which notices every changed digit and every swap of neighbours.</summary>
    public static readonly IdentifierCheck Verhoeff = static value =>
    {
        var check = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var digit = VerhoeffPlaces[((i & 7) * 10) + (value[value.Length - 1 - i] - '0')] - '0';
            check = Verhoeffs[(check * 10) + digit] - '0';
        }

        return check == 0;
    };

    /// <summary>The number of a part and the number of the check digits fit: <paramref name="expected"/> gives the second from the remainder of the first.</summary>
    /// <remarks>Letters count as two digits, 10 to 35, as in ISO/IEC 7064 mod 97-10.</remarks>
    public static IdentifierCheck Remainder(int modulus, Range number, Range check, Func<int, int> expected) =>
        value => Number(value[check]) == expected(Modulo(value[number], modulus));

    private static int Modulo(ReadOnlySpan<char> value, int modulus)
    {
        var remainder = 0L;
        foreach (var c in value) remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % modulus : ((remainder * 100) + (c - 'A' + 10)) % modulus;
        return (int)remainder;
    }
}
