using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>What stands between the groups of identifiers, as a small number: the kinds of <see cref="DigitRun.Separator"/>, a plus sign and an opening bracket.</summary>
internal static class GroupSeparator
{
    /// <summary>The number of what joins no groups.</summary>
    public const int None = 0;

    /// <summary>How many numbers there are.</summary>
    public const int Count = 7;

    public static int Of(char value) => value switch
    {
        ' ' => 1,
        '-' => 2,
        '.' => 3,
        '/' => 4,
        '+' => 5,
        '(' => 6,
        < '\u0080' => None,
        _ => DigitRun.Separator(value) is var kind and not '\0' ? Of(kind) : None,
    };
}
