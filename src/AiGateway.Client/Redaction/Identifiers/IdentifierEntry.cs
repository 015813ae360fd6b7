namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>One form of one identifier, with what a scanner knows about it.</summary>
/// <param name="Identifier">The row.</param>
/// <param name="Form">One way to write it.</param>
/// <param name="Topic">Number of its words in the vocabulary.</param>
/// <param name="Threshold">The least score with which it is found.</param>
internal sealed record IdentifierEntry(Identifier Identifier, IdentifierForm Form, int Topic, double Threshold)
{
    /// <summary>Gets a value indicating whether the form has the groups that the issuer prints.</summary>
    public bool IsGrouped { get; } = Form.Groups.Count > 1;
}
