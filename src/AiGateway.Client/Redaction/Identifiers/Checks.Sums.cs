using System.Globalization;

namespace AiGateway.Client.Redaction.Identifiers;

/// <content>Weighted sums: most check digits of the world.</content>
internal static partial class Checks
{
    /// <summary>Remainder r of 10 as itself.</summary>
    public const string R10 = "0123456789";

    /// <summary>10 - r, and 0 for 10.</summary>
    public const string C10 = "0987654321";

    /// <summary>Remainder r of 11 as itself; 10 is never issued.</summary>
    public const string R11 = "0123456789?";

    /// <summary>Remainder r of 11 as itself, and 0 for 10.</summary>
    public const string R11Zero = "01234567890";

    /// <summary>11 - r, and 0 for 11; 10 is never issued.</summary>
    public const string C11 = "0?987654321";

    /// <summary>11 - r, and 0 for 10 and 11.</summary>
    public const string C11Zero = "00987654321";

    /// <summary>11 - r, 0 for 11 and X for 10.</summary>
    public const string C11X = "0X987654321";

    /// <summary>The letter behind a number of Spain, by the remainder of 23.</summary>
    public const string Spain23 = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <summary>The sum of characters times weights gives the check character: the one of <paramref name="table"/> at the remainder of its length.</summary>
    /// <param name="weights">The weights, separated by spaces.</param>
    /// <param name="table">The check character for each remainder; <c>?</c> for those that are never issued.</param>
    /// <param name="at">Where the check character stands; by default behind the last weight, or last when counted from the right.</param>
    /// <param name="from">Where the first weight stands.</param>
    /// <param name="fromRight">Whether the last weight belongs to the character before the check character, and missing characters are left out.</param>
    /// <param name="crossSumFrom">From which weight on the digits of a product are added, not the product.</param>
    /// <param name="crossBase">The base of those digits.</param>
    /// <param name="values">What characters count; by default letters count 10 to 35. See <see cref="Values"/>.</param>
    /// <param name="plus">What is added to the sum.</param>
    public static IdentifierCheck Sum(
        string weights, string table, int at = -1, int from = 0, bool fromRight = false, int crossSumFrom = int.MaxValue, int crossBase = 10, int[]? values = null, int plus = 0)
    {
        var factors = ToFactors(weights);
        return value =>
        {
            var check = at >= 0 ? at : fromRight ? value.Length - 1 : from + factors.Length;
            var first = fromRight ? check - factors.Length : from;
            var sum = Add(value, factors, first, crossSumFrom, crossBase, values) + plus;
            return table[Modulo(sum, table.Length)] == value[check];
        };
    }

    /// <summary>The sum of characters times weights has a fixed remainder.</summary>
    public static IdentifierCheck Total(string weights, int modulus, int remainder = 0, int[]? values = null)
    {
        var factors = ToFactors(weights);
        return value => Modulo(Add(value, factors, 0, int.MaxValue, 10, values), modulus) == remainder;
    }

    /// <summary>As <see cref="Sum"/> with modulus 11; where the remainder is 10, a second list of weights decides, and then <paramref name="last"/> stands for 10.</summary>
    public static IdentifierCheck TwoSums(string weights, string second, char last)
    {
        var (first, other) = (ToFactors(weights), ToFactors(second));
        return value =>
        {
            var remainder = Modulo(Add(value, first, 0, int.MaxValue, 10, null), 11);
            if (remainder == 10) remainder = Modulo(Add(value, other, 0, int.MaxValue, 10, null), 11);
            return value[first.Length] == (remainder == 10 ? last : (char)('0' + remainder));
        };
    }

    /// <summary>The powers of ten with a modulus, as weights: for the remainder of a whole number.</summary>
    public static string Powers(int count, int modulus)
    {
        var powers = new int[count];
        for (var i = count - 1; i >= 0; i--) powers[i] = i == count - 1 ? 1 : powers[i + 1] * 10 % modulus;
        return string.Join(' ', powers.Select(power => power.ToString(CultureInfo.InvariantCulture)));
    }

    private static long Add(ReadOnlySpan<char> value, int[] factors, int first, int crossSumFrom, int crossBase, int[]? values)
    {
        var sum = 0L;
        for (var i = Math.Max(0, -first); i < factors.Length; i++)
        {
            var product = (values ?? Values.Standard)[value[first + i] & 0x7F] * factors[i];
            sum += i >= crossSumFrom ? (product / crossBase) + (product % crossBase) : product;
        }

        return sum;
    }

    private static int Modulo(long sum, int modulus) => (int)(((sum % modulus) + modulus) % modulus);

    private static int[] ToFactors(string weights) => [.. weights.Split(' ').Select(weight => int.Parse(weight, CultureInfo.InvariantCulture))];
}
