namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Consecutive digits, and what separates them from the group before: a space, a dash, a dot or a slash.</summary>
internal readonly record struct DigitGroup(int Start, int Length, char Separator)
{
    public int End => Start + Length;
}
