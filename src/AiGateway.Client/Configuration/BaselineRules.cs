namespace AiGateway.Client.Configuration;

/// <summary>The rules of one baseline, or of several together, that nobody can change any more. <see langword="null"/> means: no rule.</summary>
internal sealed record BaselineRules
{
    public IReadOnlyList<string>? ProviderTypes { get; private init; }

    public IReadOnlyList<EndpointPattern>? Endpoints { get; private init; }

    public IReadOnlyList<string>? Regions { get; private init; }

    /// <summary>Takes the rules of a baseline over.</summary>
    /// <exception cref="ArgumentException">An entry is empty, or not an endpoint.</exception>
    public static BaselineRules Of(GatewayBaseline baseline) => new()
    {
        ProviderTypes = Names(baseline.AllowedProviderTypes, nameof(baseline.AllowedProviderTypes)),
        Endpoints = baseline.AllowedEndpoints?.Select(Endpoint).Distinct().ToList(),
        Regions = Names(baseline.AllowedRegions, nameof(baseline.AllowedRegions)),
    };

    /// <summary>Combines baselines to what all of them allow.</summary>
    public static BaselineRules Combine(IEnumerable<BaselineRules> rules) => rules.Aggregate(new BaselineRules(), (left, right) => new BaselineRules
    {
        ProviderTypes = Both(left.ProviderTypes, right.ProviderTypes, Common),
        Endpoints = Both(left.Endpoints, right.Endpoints, Common),
        Regions = Both(left.Regions, right.Regions, Common),
    });

    private static IReadOnlyList<T>? Both<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right, Func<IReadOnlyList<T>, IReadOnlyList<T>, IEnumerable<T>> common) =>
        left is null ? right : right is null ? left : [.. common(left, right)];

    private static IEnumerable<string> Common(IReadOnlyList<string> left, IReadOnlyList<string> right) => left.Intersect(right, StringComparer.OrdinalIgnoreCase);

    // Two patterns have either nothing in common, or one lies within the other.
    private static IEnumerable<EndpointPattern> Common(IReadOnlyList<EndpointPattern> left, IReadOnlyList<EndpointPattern> right) =>
        left.Where(pattern => right.Any(other => other.Covers(pattern))).Union(right.Where(pattern => left.Any(other => other.Covers(pattern))));

    private static List<string>? Names(IReadOnlyCollection<string>? names, string property) =>
        names?.Select(name => !string.IsNullOrWhiteSpace(name) ? name.Trim() : throw new ArgumentException($"{property} of the baseline has an empty entry. Remove it, or name what is allowed."))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    private static EndpointPattern Endpoint(string endpoint) => EndpointPattern.Parse(endpoint?.Trim() ?? "") ?? throw new ArgumentException(
        $"{nameof(GatewayBaseline.AllowedEndpoints)} of the baseline has '{endpoint}', which is not an origin. Write scheme, host and port only, such as https://api.example.com, " +
        "or https://*.example.com for every host below example.com.");
}
