namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>One way to write an identifier: groups of letters and digits, and what stands between them.</summary>
internal sealed class IdentifierForm
{
    private const string Boundaries = " -./+(_?";
    private const string Alike = " -.";

    private readonly ulong _firsts;

    private IdentifierForm(string expression)
    {
        HasPlus = expression[0] == '+';
        expression = expression.TrimStart('+');
        var prefix = expression.IndexOf(':');
        var text = prefix < 0 ? expression : expression.Remove(prefix, 1);
        Groups = text.Split([.. Boundaries]);
        Separators = string.Concat(text.Where(c => Boundaries.Contains(c)));
        Template = string.Intern(string.Concat(Groups));
        for (var (group, at) = (1, Groups[0].Length); group < Groups.Count; at += Groups[group++].Length) _firsts |= 1UL << at;
        ValueStart = prefix < 0 ? 0 : expression[..prefix].Count(c => !Boundaries.Contains(c));
    }

    /// <summary>Gets the templates of the groups: <c>d</c> is a digit, <c>a</c> a letter, <c>x</c> either; capitals and digits stand for themselves.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Gets what stands between the groups.</summary>
    public string Separators { get; }

    /// <summary>Gets the template of the whole value.</summary>
    public string Template { get; }

    /// <summary>Gets a value indicating whether a plus sign stands before the first group.</summary>
    public bool HasPlus { get; }

    /// <summary>Gets a value indicating whether the last group is in brackets.</summary>
    public bool IsClosed => Separators is [.., '('];

    /// <summary>Whether a separator stands before a character of the template.</summary>
    public bool IsFirst(int at) => (_firsts & (1UL << at)) != 0;

    /// <summary>Gets the number of characters that announce the value and are no part of it for its check.</summary>
    public int ValueStart { get; }

    /// <summary>
    /// Reads forms separated by <c>|</c>. <c>d&lt;9&gt;</c> is nine digits, <c>d&lt;7-8&gt;</c> seven or eight; space, dash, dot, slash, plus and <c>(</c> stand between groups, a plus also before the first,
    /// <c>_</c> for any of the first three, everywhere the same, and <c>?</c> for one of them or nothing; what stands before <c>:</c> is no part of the value for its check.
    /// </summary>
    public static IEnumerable<IdentifierForm> Parse(string forms) =>
        forms.Split('|').SelectMany(Repeat).SelectMany(Choose).SelectMany(Separate).Distinct(StringComparer.Ordinal).Select(expression => new IdentifierForm(expression));

    /// <summary>Gets whether a character fits its place in a template.</summary>
    public static bool Fits(char place, char value) => place switch
    {
        'd' => char.IsAsciiDigit(value),
        'a' => !char.IsAsciiDigit(value),
        'x' => true,
        _ => place == value,
    };

    private static IEnumerable<string> Repeat(string form)
    {
        var open = form.IndexOf('<');
        if (open < 0) return [form];
        var close = form.IndexOf('>');
        var range = form[(open + 1)..close].Split('-');
        var (least, most) = (Parse32(range[0]), Parse32(range[^1]));
        return Enumerable.Range(least, most - least + 1)
            .SelectMany(count => Repeat(form[..(open - 1)] + new string(form[open - 1], count) + form[(close + 1)..]));
    }

    private static IEnumerable<string> Choose(string form)
    {
        var at = form.IndexOf('?');
        return at < 0 ? [form] : Choose(form[..at] + form[(at + 1)..]).Concat(Choose(form[..at] + "_" + form[(at + 1)..]));
    }

    private static IEnumerable<string> Separate(string form) => form.Contains('_') ? Alike.Select(separator => form.Replace('_', separator)) : [form];

    private static int Parse32(string number) => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
