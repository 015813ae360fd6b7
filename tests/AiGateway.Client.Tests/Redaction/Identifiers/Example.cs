namespace AiGateway.Client.Tests.Redaction.Identifiers;

/// <summary>A valid value of an identifier.</summary>
/// <param name="Entity">Name of the entity.</param>
/// <param name="Value">How it is written.</param>
/// <param name="Word">A word that announces it.</param>
/// <param name="Notices">How many of a hundred changed digits the check notices at least; 100 where the algorithm promises all, 0 without a check.</param>
public sealed record Example(string Entity, string Value, string Word, int Notices = 80)
{
    public override string ToString() => $"{Entity} {Value}";
}
