using System.Collections.Frozen;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction;

/// <summary>What is done with which entity, for one tenant or for all.</summary>
internal sealed class RedactionPolicy
{
    // On by default too, but found only beside a word that announces them.
    private static readonly string[] ContextEntities =
    [
        "ABA_ROUTING_NUMBER", "US_NPI", "MEDICAL_LICENSE", "US_BANK_NUMBER", "US_PASSPORT", "US_DRIVER_LICENSE", "IMEI", "VIN", "MRZ",
    ];

    // What is on unless configuration says otherwise: entities with checks of their own.
    internal static readonly string[] DefaultEntities =
    [
        "CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS", "IP_ADDRESS", "MAC_ADDRESS", "PHONE_NUMBER", "CRYPTO", "US_SSN", "US_ITIN", "US_MBI",
        "UK_NHS", "UK_NINO", "SECRET", .. ContextEntities,
    ];

    private readonly FrozenDictionary<string, RedactionAction> _requests;
    private readonly FrozenDictionary<string, RedactionAction> _responses;

    public RedactionPolicy(RedactionOptions options, RedactionTenantOptions? tenant, IReadOnlyList<IEntityDetector> detectors)
    {
        Mode = tenant?.Mode ?? options.Mode;
        var standard = tenant?.DefaultAction ?? options.DefaultAction;
        var requests = DefaultEntities.Concat(OfCountries(options)).Concat(Supplied(options, detectors)).Distinct(StringComparer.Ordinal).ToDictionary(entity => entity, _ => standard);
        Overlay(requests, options.Entities, tenant?.Entities);
        var responses = requests.Where(entity => IsKeptFromAnswers(entity.Value))
            .ToDictionary(entity => entity.Key, _ => RedactionAction.Mask);
        Overlay(responses, options.Responses, tenant?.Responses);
        _requests = requests.ToFrozenDictionary();
        _responses = responses.ToFrozenDictionary();
        var thresholds = Thresholds(options, tenant);
        Scanner = Create(options, requests, thresholds);
        ResponseScanner = Active(responses).Count > 0 ? Create(options, responses, thresholds) : null;
        Detectors = [.. detectors.Where(detector => detector.Entities.Any(entity => ForRequest(entity) is not RedactionAction.Allow))];
    }

    public RedactionMode Mode { get; }

    public TextScanner Scanner { get; }

    /// <summary>Gets the scanner of answers.</summary>
    /// <value><see langword="null"/> when everything passes.</value>
    public TextScanner? ResponseScanner { get; }

    public IReadOnlyList<IEntityDetector> Detectors { get; }

    /// <summary>Gets the functions in which nothing was found.</summary>
    public CleanFunctions CleanFunctions { get; } = new();

    /// <summary>Gets the length of the hash in a pseudonym that does not collide.</summary>
    public int HashLength { get; init; } = TokenText.ShortestHash;

    public RedactionAction ForRequest(string entity) => _requests.GetValueOrDefault(entity, RedactionAction.Allow);

    public RedactionAction ForResponse(string entity) => _responses.GetValueOrDefault(entity, RedactionAction.Allow);

    /// <summary>Picks the entity whose action gives away less.</summary>
    public string Stricter(string left, string right) => Rank(ForRequest(right)) > Rank(ForRequest(left)) ? right : left;

    /// <summary>Lists the entities that the application finds by itself.</summary>
    public static IEnumerable<string> Supplied(RedactionOptions options, IEnumerable<IEntityDetector> detectors) =>
        detectors.SelectMany(detector => detector.Entities).Concat(options.Terms.Values.Select(terms => terms.Entity)).Concat(options.Patterns.Values.Select(pattern => pattern.Entity));

    private static IEnumerable<string> OfCountries(RedactionOptions options) =>
        options.Countries.Where(country => country.Value).SelectMany(country => IdentifierCatalog.EntitiesOf(country.Key));

    // What nobody named needs more evidence than what somebody did.
    private static Dictionary<string, double> Thresholds(RedactionOptions options, RedactionTenantOptions? tenant)
    {
        HashSet<string> named = new(options.Entities.Keys.Concat(tenant?.Entities.Keys ?? []), StringComparer.OrdinalIgnoreCase);
        var thresholds = IdentifierCatalog.Entities.Where(entity => !named.Contains(entity)).ToDictionary(entity => entity, _ => EvidenceScores.Unnamed, StringComparer.Ordinal);
        foreach (var (entity, threshold) in options.Thresholds) thresholds[entity.ToUpperInvariant()] = threshold;
        return thresholds;
    }

    /// <summary>The threshold of an entity that is named, without one of its own: 0 for those that decide for themselves.</summary>
    public static double StandardThreshold(string entity) => IdentifierCatalog.Entities.Contains(entity, StringComparer.OrdinalIgnoreCase) ? EvidenceScores.Named : 0;

    private static TextScanner Create(RedactionOptions options, Dictionary<string, RedactionAction> actions, Dictionary<string, double> thresholds)
    {
        var active = Active(actions);
        foreach (var (key, pattern) in options.Patterns)
        {
            pattern.Key = key;
        }

        return new TextScanner(
            active.Intersect(TextScanner.SupportedEntities), options.Terms.Values.Where(terms => active.Contains(terms.Entity)),
            options.Patterns.Values.Where(pattern => active.Contains(pattern.Entity)), thresholds);
    }

    /// <summary>Says whether answers are masked where requests have this action, unless configured otherwise.</summary>
    public static bool IsKeptFromAnswers(RedactionAction action) => action is RedactionAction.Mask or RedactionAction.Replace or RedactionAction.Block;

    /// <summary>Orders actions: the higher, the less a provider learns.</summary>
    public static int Rank(RedactionAction action) => action switch
    {
        RedactionAction.Block => 5,
        RedactionAction.Replace => 4,
        RedactionAction.Mask => 3,
        RedactionAction.Surrogate => 2,
        RedactionAction.Pseudonymize => 1,
        _ => 0,
    };

    private static List<string> Active(Dictionary<string, RedactionAction> actions) =>
        [.. actions.Where(entity => entity.Value is not RedactionAction.Allow).Select(entity => entity.Key).Order(StringComparer.Ordinal)];

    private static void Overlay(Dictionary<string, RedactionAction> actions, params IDictionary<string, RedactionAction>?[] layers)
    {
        foreach (var layer in layers)
        {
            foreach (var (entity, action) in layer ?? new Dictionary<string, RedactionAction>())
            {
                actions[entity.ToUpperInvariant()] = action;
            }
        }
    }
}
