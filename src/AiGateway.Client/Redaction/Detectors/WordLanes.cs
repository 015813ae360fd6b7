namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Which detectors to ask about a word, by its kind and length.</summary>
internal sealed class WordLanes
{
    private const int MaxLength = 96;

    private readonly WordLane[][] _lanes = new WordLane[2 * (MaxLength + 1)][];

    public WordLanes(IReadOnlyList<WordDetector> detectors)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            var (kind, length) = ((WordKind)(i / (MaxLength + 1)), i % (MaxLength + 1));
            _lanes[i] = [.. detectors.SelectMany(detector => Lanes(detector, kind, length))];
        }

        IsEmpty = detectors.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>In the order of preference; empty for a word that is too long for all.</summary>
    public ReadOnlySpan<WordLane> For(WordKind kind, int length) => length > MaxLength ? [] : _lanes[((int)kind * (MaxLength + 1)) + length];

    private static IEnumerable<WordLane> Lanes(WordDetector detector, WordKind kind, int length) => detector.Shapes
        .Where(shape => shape.Kind == kind && length >= shape.MinLength && length <= shape.MaxLength).Take(1).Select(shape => new WordLane(detector, shape.Needs));
}
