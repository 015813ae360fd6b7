namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>What characters count in a weighted sum, by their code.</summary>
internal static class Values
{
    /// <summary>Gets digits as they are, letters from 10 to 35.</summary>
    public static int[] Standard { get; } = Of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Gets letters from 0 to 25.</summary>
    public static int[] FromZero { get; } = Letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Gets the order of the Mexican registers, which have Ñ behind N.</summary>
    public static int[] Mexico { get; } = Of("0123456789ABCDEFGHIJKLMN?OPQRSTUVWXYZ");

    /// <summary>Gets the code of the character less that of the digit 0.</summary>
    public static int[] Code { get; } = [.. Enumerable.Range(0, 128).Select(code => Math.Max(0, code - '0'))];

    /// <summary>Characters count as their place in an alphabet, others 0.</summary>
    public static int[] Of(string alphabet) => [.. Enumerable.Range(0, 128).Select(code => Math.Max(0, alphabet.IndexOf((char)code, StringComparison.Ordinal)))];

    /// <summary>Letters count as their place in an alphabet, digits as they are.</summary>
    public static int[] Letters(string alphabet)
    {
        var values = Of(alphabet);
        for (var digit = 0; digit < 10; digit++) values['0' + digit] = digit;
        return values;
    }

    /// <summary>Letters count as the numbers of a list from A on, digits as they are.</summary>
    public static int[] Letters(params int[] numbers)
    {
        var values = Letters("");
        numbers.CopyTo(values, 'A');
        return values;
    }
}
