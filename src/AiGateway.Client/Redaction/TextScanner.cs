using System.Runtime.InteropServices;
using AiGateway.Client.Redaction.Detectors;
using AiGateway.Client.Redaction.Identifiers;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Redaction;

/// <summary>Finds the entities of a policy in a text: deterministic, synchronous and safe for many threads.</summary>
internal sealed class TextScanner
{
    private readonly CharacterScanner? _characters;
    private readonly LiteralScanner[] _literals;
    private readonly TermAutomaton[] _terms;
    private readonly PatternScanner[] _patterns;
    private readonly IReadOnlyDictionary<string, double> _thresholds;

    /// <summary>Compiles what is to be found.</summary>
    /// <param name="entities">Names of entities.</param>
    /// <param name="terms">Terms of the caller.</param>
    /// <param name="patterns">Expressions of the caller.</param>
    /// <param name="thresholds">The least score of single entities; without one, identifiers are found as if they were named, others always.</param>
    /// <param name="identifiers">The identifiers that can be named; those of the catalog by default.</param>
    /// <exception cref="ArgumentException">An entity is unknown, a term is blank or a pattern is not valid.</exception>
    public TextScanner(IEnumerable<string> entities, IEnumerable<RedactionTerms>? terms = null, IEnumerable<RedactionPattern>? patterns = null,
        IReadOnlyDictionary<string, double>? thresholds = null, IReadOnlyList<Identifier>? identifiers = null)
    {
        ArgumentNullException.ThrowIfNull(entities);
        _thresholds = thresholds ?? new Dictionary<string, double>();
        HashSet<string> wanted = [.. entities];
        var known = SupportedEntities.Concat((identifiers ?? []).Select(row => row.Entity));
        if (wanted.Except(known).FirstOrDefault() is { } unknown) throw new ArgumentException(Unknown(unknown), nameof(entities));
        _characters = identifiers is null ? RuleScanners.Get(wanted, _thresholds) : RuleScanners.Compile(wanted, _thresholds, identifiers);
        _literals = wanted.Contains(EntityNames.Secret) ? SecretCatalog.LiteralScanners : [];
        _terms = [.. CreateTerms([.. terms ?? []])];
        _patterns = [.. (patterns ?? []).Select(pattern => new PatternScanner(pattern))];
    }

    /// <summary>The entities that are found by rule.</summary>
    public static IReadOnlyList<string> SupportedEntities { get; } = [.. RuleScanners.Entities.Concat(IdentifierCatalog.Entities).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Appends what stands in <paramref name="text"/>: sorted by start, without overlaps.</summary>
    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var before = found.Count;
        ScanAll(text, found);
        if (HiddenCharacters.TryRemove(text, out var plain))
        {
            using (plain)
            {
                var first = found.Count;
                ScanAll(plain.Text, found);
                plain.MapBack(found, first);
            }
        }

        if (_thresholds.Count > 0) RemoveUnsure(found, before);
        DetectionResolver.Resolve(found, before);
    }

    private void ScanAll(ReadOnlySpan<char> text, List<Detection> found)
    {
        _characters?.Scan(text, found);
        foreach (var literals in _literals) literals.Scan(text, found);
        foreach (var automaton in _terms) automaton.Scan(text, found);
        foreach (var pattern in _patterns) pattern.Scan(text, found);
    }

    private void RemoveUnsure(List<Detection> found, int from)
    {
        var kept = from;
        for (var i = from; i < found.Count; i++)
        {
            if (!_thresholds.TryGetValue(found[i].Entity, out var threshold) || found[i].Score >= threshold) found[kept++] = found[i];
        }

        CollectionsMarshal.SetCount(found, kept);
    }

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
