namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>Turns evidence into a score, and tells from which score on an identifier is found.</summary>
internal static class EvidenceScores
{
    /// <summary>The threshold of an entity that was named: a text that is nothing but the value is enough.</summary>
    public const double Named = 0.4;

    /// <summary>The threshold of an entity that is on by default or with its country.</summary>
    public const double Unnamed = 0.55;

    /// <summary>Gets the score of a value.</summary>
    /// <param name="evidence">What the identifier needs.</param>
    /// <param name="grouped">Whether the value has the groups that the issuer prints.</param>
    /// <param name="nearby">Whether a word nearby says what it is.</param>
    /// <param name="alone">Whether the text has no words, as the field of a form.</param>
    public static double Of(Evidence evidence, bool grouped, bool nearby, bool alone) => evidence switch
    {
        Evidence.Certain => nearby ? 1.0 : alone ? 0.95 : 0.9,
        Evidence.Grouped => nearby ? 0.9 : grouped ? 0.6 : alone ? 0.5 : 0.3,
        Evidence.Checked => nearby ? 0.8 : alone ? 0.5 : 0.25,
        Evidence.Shape => nearby ? 0.6 : alone ? 0.45 : 0.15,
        _ => nearby ? 0.6 : 0.1,
    };
}
