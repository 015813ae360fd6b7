namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>What a group of an identifier consists of, as a small number: digits, letters, or both in one of eight ways by the first, second and last character.</summary>
internal static class GroupShape
{
    public const int Digits = 0;
    public const int Letters = 1;

    /// <summary>How many numbers there are.</summary>
    public const int Count = Mixed + 8;

    private const int Mixed = 2;

    /// <summary>The number of a group that has letters and digits.</summary>
    public static int OfMixed(ReadOnlySpan<char> group) =>
        Mixed + (char.IsAsciiDigit(group[0]) ? 1 : 0) + (char.IsAsciiDigit(group[1]) ? 2 : 0) + (char.IsAsciiDigit(group[^1]) ? 4 : 0);

    /// <summary>The numbers of the groups that can fit a template.</summary>
    public static IEnumerable<int> Of(string template)
    {
        var digits = template.Any(place => place is 'd' || char.IsAsciiDigit(place));
        var letters = template.Any(place => place is 'a' || char.IsAsciiLetterUpper(place));
        var either = template.Contains('x');
        if (!letters) yield return Digits;
        if (!digits) yield return Letters;
        if (template.Length == 1 || !((digits && letters) || either)) yield break;
        for (var shape = 0; shape < Count - Mixed; shape++)
        {
            if (Fits(template[0], shape & 1) && Fits(template[1], shape & 2) && Fits(template[^1], shape & 4)) yield return Mixed + shape;
        }
    }

    private static bool Fits(char place, int digit) => place is 'x' || (place is 'd' || char.IsAsciiDigit(place)) == (digit != 0);
}
