namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>One form of one identifier, with what a scanner knows about it.</summary>
internal sealed class IdentifierEntry
{
    private readonly double _nearby;
    private readonly double _alone;
    private readonly double _inText;

    /// <param name="identifier">The row.</param>
    /// <param name="form">One way to write it.</param>
    /// <param name="topic">Number of its words in the vocabulary.</param>
    /// <param name="threshold">The least score with which it is found.</param>
    public IdentifierEntry(Identifier identifier, IdentifierForm form, int topic, double threshold)
    {
        (Identifier, Form, Topic, Threshold) = (identifier, form, topic, threshold);
        var isGrouped = form.Groups.Count > 1;
        _nearby = EvidenceScores.Of(identifier.Evidence, isGrouped, nearby: true, alone: false);
        _alone = EvidenceScores.Of(identifier.Evidence, isGrouped, nearby: false, alone: true);
        _inText = EvidenceScores.Of(identifier.Evidence, isGrouped, nearby: false, alone: false);
    }

    public Identifier Identifier { get; }

    public IdentifierForm Form { get; }

    public int Topic { get; }

    public double Threshold { get; }

    /// <summary>Gets a value indicating whether it is not found without a word nearby, unless the text has no words.</summary>
    public bool NeedsWord => _inText < Threshold;

    /// <summary>Gets the score of a value.</summary>
    public double Score(bool nearby, bool alone) => nearby ? _nearby : alone ? _alone : _inText;
}
