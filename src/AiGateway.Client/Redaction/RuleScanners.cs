using System.Globalization;
using AiGateway.Client.Redaction.Detectors;
using AiGateway.Client.Redaction.Identifiers;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Redaction;

/// <summary>Scanners for what is found by rule. They have no state and are dear to compile, so that policies that look for the same share one: requests and answers, tenants, reloads.</summary>
internal static class RuleScanners
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, WeakReference<CharacterScanner>> Compiled = new(StringComparer.Ordinal);

    /// <summary>Gets the entities that detectors find, without those of identifiers.</summary>
    public static IReadOnlyList<string> Entities { get; } = [.. Words().Select(detector => detector.Entity).Concat(Signs().Select(detector => detector.Entity)).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets the scanner for entities of the catalogs.</summary>
    /// <returns><see langword="null"/> when nothing is to be found.</returns>
    public static CharacterScanner? Get(IReadOnlySet<string> entities, IReadOnlyDictionary<string, double> thresholds)
    {
        var key = string.Join(';', entities.Order(StringComparer.Ordinal).Select(entity => thresholds.TryGetValue(entity, out var least) ? $"{entity}={least.ToString("R", CultureInfo.InvariantCulture)}" : entity));
        lock (Gate)
        {
            if (Compiled.TryGetValue(key, out var shared) && shared.TryGetTarget(out var scanner)) return scanner;
            foreach (var unused in Compiled.Where(entry => !entry.Value.TryGetTarget(out _)).Select(entry => entry.Key).ToList()) Compiled.Remove(unused);
            scanner = Compile(entities, thresholds, IdentifierCatalog.All);
            if (scanner is not null) Compiled[key] = new WeakReference<CharacterScanner>(scanner);
            return scanner;
        }
    }

    /// <summary>Compiles a scanner for entities of the detectors and of <paramref name="identifiers"/>.</summary>
    /// <returns><see langword="null"/> when nothing is to be found.</returns>
    public static CharacterScanner? Compile(IReadOnlySet<string> entities, IReadOnlyDictionary<string, double> thresholds, IEnumerable<Identifier> identifiers)
    {
        WordDetector[] words = [.. Words().Where(detector => entities.Contains(detector.Entity))];
        AnchorDetector[] signs = [.. Signs().Where(detector => entities.Contains(detector.Entity))];
        Identifier[] rows = [.. identifiers.Where(identifier => entities.Contains(identifier.Entity))];
        if (words.Length + signs.Length + rows.Length == 0) return null;
        return new CharacterScanner(words, signs, rows.Length > 0 ? new IdentifierIndex(rows, thresholds) : null);
    }

    private static IEnumerable<WordDetector> Words() => [.. DetectorCatalog.CreateWordDetectors(), .. SecretCatalog.CreateWordDetectors()];

    private static IEnumerable<AnchorDetector> Signs() => [.. SecretCatalog.CreateAnchorDetectors(), .. DetectorCatalog.CreateAnchorDetectors()];
}
