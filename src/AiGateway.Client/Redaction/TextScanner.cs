using AiGateway.Client.Redaction.Detectors;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Redaction;

/// <summary>Finds the entities of a policy in a text: deterministic, synchronous and safe for many threads.</summary>
internal sealed class TextScanner
{
    private readonly CharacterScanner? _characters;
    private readonly LiteralScanner[] _literals;
    private readonly TermAutomaton[] _terms;
    private readonly PatternScanner[] _patterns;

    /// <summary>Compiles what is to be found.</summary>
    /// <exception cref="ArgumentException">An entity is unknown, a term is blank or a pattern is not valid.</exception>
    public TextScanner(IEnumerable<string> entities, IEnumerable<RedactionTerms>? terms = null, IEnumerable<RedactionPattern>? patterns = null)
    {
        ArgumentNullException.ThrowIfNull(entities);
        HashSet<string> wanted = [.. entities];
        WordDetector[] words = [.. DetectorCatalog.CreateWordDetectors().Where(detector => wanted.Contains(detector.Entity))];
        AnchorDetector[] signs = [.. Signs().Where(detector => wanted.Contains(detector.Entity))];
        if (wanted.Except(SupportedEntities).FirstOrDefault() is { } unknown) throw new ArgumentException(Unknown(unknown), nameof(entities));
        _characters = words.Length + signs.Length > 0 ? new CharacterScanner(words, signs) : null;
        _literals = wanted.Contains(EntityNames.Secret)
            ? [new(SecretCatalog.CreateExact(), StringComparison.Ordinal), new(SecretCatalog.CreateInAnyCase(), StringComparison.OrdinalIgnoreCase)]
            : [];
        _terms = [.. CreateTerms([.. terms ?? []])];
        _patterns = [.. (patterns ?? []).Select(pattern => new PatternScanner(pattern))];
    }

    /// <summary>The entities that are found by rule.</summary>
    public static IReadOnlyList<string> SupportedEntities { get; } =
    [
        .. DetectorCatalog.CreateWordDetectors().Select(detector => detector.Entity)
            .Concat(Signs().Select(detector => detector.Entity)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Appends what stands in <paramref name="text"/>: sorted by start, without overlaps.</summary>
    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var before = found.Count;
        _characters?.Scan(text, found);
        foreach (var literals in _literals) literals.Scan(text, found);
        foreach (var automaton in _terms) automaton.Scan(text, found);
        foreach (var pattern in _patterns) pattern.Scan(text, found);
        DetectionResolver.Resolve(found, before);
    }

    /// <summary>Whether expressions of the application's own are searched for.</summary>
    public bool HasPatterns => _patterns.Length > 0;

    /// <summary>Where the longest end of <paramref name="text"/> starts that may still become a term.</summary>
    public int OpenStart(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        foreach (var automaton in _terms) start = Math.Min(start, automaton.OpenStart(text));
        return start;
    }

    private static IEnumerable<AnchorDetector> Signs() => [.. SecretCatalog.CreateAnchorDetectors(), .. DetectorCatalog.CreateAnchorDetectors()];

    /// <summary>One automaton for each way to compare characters.</summary>
    private static IEnumerable<TermAutomaton> CreateTerms(RedactionTerms[] lists)
    {
        foreach (var list in lists)
        {
            if (string.IsNullOrWhiteSpace(list.Entity)) throw new ArgumentException("A list of terms names no entity; set Entity.");
            if (list.All.Any(string.IsNullOrWhiteSpace)) throw new ArgumentException($"A term for '{list.Entity}' is blank; remove it.");
        }

        foreach (var group in lists.Where(list => list.All.Any()).GroupBy(list => list.IgnoreCase))
        {
            yield return new TermAutomaton([.. group], group.Key);
        }
    }

    private static string Unknown(string entity) =>
        $"The entity '{entity}' is not found by rule; use one of {string.Join(", ", SupportedEntities)}, a list of terms, a pattern or an IEntityDetector.";
}
