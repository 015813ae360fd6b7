namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Which nine digits can be a United States taxpayer's number.</summary>
internal static class SocialSecurityNumbers
{
    // Printed in adverts, leaflets and manuals, so withdrawn or never issued.
    private static readonly int[] Advertised = [78_051_120, 123_456_789, 219_099_999, 457_555_462];

    /// <summary>The ranges of the Social Security Administration since 2011.</summary>
    public static bool IsSsn(ReadOnlySpan<byte> digits)
    {
        var (area, group, serial) = Split(digits);
        if (area is 0 or 666 or >= 900 || group == 0 || serial == 0) return false;
        var number = (area * 1_000_000) + (group * 10_000) + serial;
        return number % 111_111_111 != 0 && !Advertised.Contains(number);
    }

    /// <summary>The ranges of the Internal Revenue Service (Publication 1915).</summary>
    public static bool IsItin(ReadOnlySpan<byte> digits)
    {
        var (area, group, _) = Split(digits);
        return area >= 900 && group is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99);
    }

    private static (int Area, int Group, int Serial) Split(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        for (var i = 0; i < 9; i++) number = (number * 10) + digits[i];
        return (number / 1_000_000, number / 10_000 % 100, number % 10_000);
    }
}
