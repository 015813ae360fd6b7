namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>An identifier that an authority issues: one row of data. Several rows may have one entity.</summary>
/// <param name="Entity">Name of the entity; Presidio's where it has one.</param>
/// <param name="Country">Code of ISO 3166-1, or empty when it is issued everywhere.</param>
/// <param name="Forms">How it is written: see <see cref="IdentifierForm.Parse"/>.</param>
/// <param name="Check">What the issuer's rules say about the value.</param>
/// <param name="Evidence">What it needs to be found.</param>
/// <param name="Words">Words that announce it, one or two each, separated by commas; without accents, in any case.</param>
internal sealed record Identifier(string Entity, string Country, string Forms, IdentifierCheck Check, Evidence Evidence, string Words)
{
    /// <summary>Gets a value indicating whether the entity is found only where it is named, not with its country.</summary>
    public bool OnlyNamed { get; init; }
}
