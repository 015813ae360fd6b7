namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Which detectors to ask about a word, by its kind and length.</summary>
internal sealed class WordLanes
{
    private const int MaxLength = 96;

    private readonly WordDetector[][] _lanes = new WordDetector[2 * (MaxLength + 1)][];

    public WordLanes(IReadOnlyList<WordDetector> detectors)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            var (kind, length) = ((WordKind)(i / (MaxLength + 1)), i % (MaxLength + 1));
            _lanes[i] = [.. detectors.Where(detector => detector.Shapes.Any(shape => shape.Kind == kind && length >= shape.MinLength && length <= shape.MaxLength))];
        }

        IsEmpty = detectors.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>In the order of preference; empty for a word that is too long for all.</summary>
    public ReadOnlySpan<WordDetector> For(WordKind kind, int length) => length > MaxLength ? [] : _lanes[((int)kind * (MaxLength + 1)) + length];
}
