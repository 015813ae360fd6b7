using System.Collections.Frozen;

namespace AiGateway.Client.Redaction;

/// <summary>What is done with which entity, for one tenant or for all.</summary>
internal sealed class RedactionPolicy
{
    // What is on unless configuration says otherwise: entities with checks of their own.
    internal static readonly string[] DefaultEntities =
    [
        "CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS", "IP_ADDRESS", "MAC_ADDRESS", "PHONE_NUMBER", "CRYPTO", "US_SSN", "US_ITIN", "US_MBI",
        "UK_NHS", "UK_NINO", "SECRET",
    ];

    private readonly FrozenDictionary<string, RedactionAction> _requests;
    private readonly FrozenDictionary<string, RedactionAction> _responses;

    public RedactionPolicy(RedactionOptions options, RedactionTenantOptions? tenant, IReadOnlyList<IEntityDetector> detectors)
    {
        Mode = tenant?.Mode ?? options.Mode;
        var standard = tenant?.DefaultAction ?? options.DefaultAction;
        var requests = DefaultEntities.Concat(Supplied(options, detectors)).Distinct(StringComparer.Ordinal).ToDictionary(entity => entity, _ => standard);
        Overlay(requests, options.Entities, tenant?.Entities);
        var responses = requests.Where(entity => IsKeptFromAnswers(entity.Value))
            .ToDictionary(entity => entity.Key, _ => RedactionAction.Mask);
        Overlay(responses, options.Responses, tenant?.Responses);
        _requests = requests.ToFrozenDictionary();
        _responses = responses.ToFrozenDictionary();
        Scanner = Create(options, requests);
        ResponseScanner = Active(responses).Count > 0 ? Create(options, responses) : null;
        Detectors = [.. detectors.Where(detector => detector.Entities.Any(entity => ForRequest(entity) is not RedactionAction.Allow))];
    }

    public RedactionMode Mode { get; }

    public TextScanner Scanner { get; }

    /// <summary>Gets the scanner of answers.</summary>
    /// <value><see langword="null"/> when everything passes.</value>
    public TextScanner? ResponseScanner { get; }

    public IReadOnlyList<IEntityDetector> Detectors { get; }

    /// <summary>Gets the length of the hash in a pseudonym that does not collide.</summary>
    public int HashLength { get; init; } = TokenText.ShortestHash;

    public RedactionAction ForRequest(string entity) => _requests.GetValueOrDefault(entity, RedactionAction.Allow);

    public RedactionAction ForResponse(string entity) => _responses.GetValueOrDefault(entity, RedactionAction.Allow);

    /// <summary>Picks the entity whose action gives away less.</summary>
    public string Stricter(string left, string right) => Rank(ForRequest(right)) > Rank(ForRequest(left)) ? right : left;

    /// <summary>Lists the entities that the application finds by itself.</summary>
    public static IEnumerable<string> Supplied(RedactionOptions options, IEnumerable<IEntityDetector> detectors) =>
        detectors.SelectMany(detector => detector.Entities).Concat(options.Terms.Values.Select(terms => terms.Entity)).Concat(options.Patterns.Values.Select(pattern => pattern.Entity));

    private static TextScanner Create(RedactionOptions options, Dictionary<string, RedactionAction> actions)
    {
        var active = Active(actions);
        foreach (var (key, pattern) in options.Patterns)
        {
            pattern.Key = key;
        }

        return new TextScanner(
            active.Intersect(TextScanner.SupportedEntities), options.Terms.Values.Where(terms => active.Contains(terms.Entity)), options.Patterns.Values.Where(pattern => active.Contains(pattern.Entity)));
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
