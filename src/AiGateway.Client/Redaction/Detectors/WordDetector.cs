namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Looks for an entity at a word that has a digit; asked only for the shapes it declares.</summary>
/// <remarks>Steps per call are bounded by a constant, so that a scan is linear in the text.</remarks>
internal abstract class WordDetector(string entity, params WordShape[] shapes)
{
    public string Entity { get; } = entity;

    public IReadOnlyList<WordShape> Shapes { get; } = shapes;

    /// <summary>Whether the entity's first word is <paramref name="word"/>.</summary>
    public abstract bool TryFind(in TextWord word, out Detection found);

    protected Detection At(int start, int end, double score) => new(Entity, start, end - start, score);
}
