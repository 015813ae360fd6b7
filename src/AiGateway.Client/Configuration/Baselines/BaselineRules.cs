using AiGateway.Client.Auditing;
using AiGateway.Client.Budgets;
using AiGateway.Client.Governance;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The rules of one baseline, or of several together, that nobody can change any more. <see langword="null"/> means: no rule.</summary>
internal sealed record BaselineRules
{
    public IReadOnlyList<string>? ProviderTypes { get; private init; }

    public IReadOnlyList<EndpointPattern>? Endpoints { get; private init; }

    public IReadOnlyList<string>? Regions { get; private init; }

    public bool ForbidsContentLogging { get; private init; }

    /// <summary>Gets the sinks of audit records that every application has.</summary>
    public IReadOnlyList<Func<IServiceProvider, IAuditSink>> AuditSinks { get; private init; } = [];

    /// <summary>Gets the types of policies that the baselines bring themselves.</summary>
    public IReadOnlyList<PolicyType> PolicyTypes { get; private init; } = [];

    /// <summary>Gets what is not about single providers.</summary>
    public IReadOnlyList<IBaselineRule> Rules { get; private init; } = [];

    /// <summary>Takes the rules of a baseline over.</summary>
    /// <exception cref="ArgumentException">An entry is empty or out of range, or not an endpoint.</exception>
    public static BaselineRules Of(GatewayBaseline baseline) => new()
    {
        ProviderTypes = Names(baseline.AllowedProviderTypes, nameof(baseline.AllowedProviderTypes)),
        Endpoints = baseline.AllowedEndpoints?.Select(Endpoint).Distinct().ToList(),
        Regions = Names(baseline.AllowedRegions, nameof(baseline.AllowedRegions)),
        ForbidsContentLogging = baseline.ForbidContentLogging,
        AuditSinks = [.. baseline.AuditSinks],
        PolicyTypes = [.. baseline.PolicyTypes],
        Rules = [.. RulesOf(baseline)],
    };

    /// <summary>Combines baselines to what all of them allow.</summary>
    public static BaselineRules Combine(IEnumerable<BaselineRules> rules) => rules.Aggregate(new BaselineRules(), (left, right) => new BaselineRules
    {
        ProviderTypes = Both(left.ProviderTypes, right.ProviderTypes, Common),
        Endpoints = Both(left.Endpoints, right.Endpoints, Common),
        Regions = Both(left.Regions, right.Regions, Common),
        ForbidsContentLogging = left.ForbidsContentLogging || right.ForbidsContentLogging,
        AuditSinks = [.. left.AuditSinks, .. right.AuditSinks],
        PolicyTypes = Both(left.PolicyTypes, right.PolicyTypes),
        Rules = [.. left.Rules, .. right.Rules],
    });

    private static IEnumerable<IBaselineRule> RulesOf(GatewayBaseline baseline)
    {
        if (Names(baseline.AllowedModels, nameof(baseline.AllowedModels)) is { } models)
        {
            yield return new BaselineModelRule(models);
        }

        foreach (var limit in Enum.GetValues<TimeLimit>())
        {
            if (baseline.Timeouts.Get(limit) is { } longest)
            {
                yield return longest > TimeSpan.Zero ? new BaselineTimeoutRule(limit, longest)
                    : throw new ArgumentException($"{nameof(baseline.Timeouts)}:{limit} of the baseline is '{longest}'. Give a time above 0, or none.");
            }
        }

        if (baseline.RedactedEntities.Count > 0)
        {
            yield return new BaselineRedactionRule(Entities(baseline.RedactedEntities));
        }

        if (baseline.BlockUnreadableContent)
        {
            yield return new BaselineContentRule();
        }

        if (baseline.RequireAudit || baseline.AuditSinks.Count > 0)
        {
            yield return baseline.AuditRetention >= TimeSpan.FromDays(1) ? new BaselineAuditRule(baseline.AuditRetention, baseline.AuditSinks.Count > 0)
                : throw new ArgumentException($"{nameof(baseline.AuditRetention)} of the baseline is '{baseline.AuditRetention}'. Give 1 day or more.");
        }

        if (baseline.ForbidContentLogging)
        {
            yield return new BaselineAuditContentRule();
            yield return new BaselineTelemetryRule();
        }

        foreach (var rule in Limits(baseline).Concat(BaselinePolicies.RulesOf(baseline)))
        {
            yield return rule;
        }
    }

    // Whichever came first would hold, so that one baseline could take the place of the other's policy.
    private static IReadOnlyList<PolicyType> Both(IReadOnlyList<PolicyType> left, IReadOnlyList<PolicyType> right) =>
        right.FirstOrDefault(type => left.Any(other => other.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase)
            && (other.Implementation != type.Implementation || other.OptionsType != type.OptionsType))) is { } other
            ? throw new ArgumentException($"Policy type '{other.Name}' is '{other.Implementation}' in one baseline and another class in a baseline before it. Rename one of them.")
            : [.. left, .. right];

    private static IEnumerable<IBaselineRule> Limits(GatewayBaseline baseline)
    {
        Require<BudgetOptions>(baseline.Budgets, nameof(baseline.Budgets), BudgetOptionsValidator.Validate);
        Require<RateLimitOptions>(baseline.RateLimits, nameof(baseline.RateLimits), RateLimitOptionsValidator.Validate);
        return [.. baseline.Budgets.Select(budget => new BaselineBudgetRule(budget.Key, budget.Value)),
            .. baseline.RateLimits.Select(limit => new BaselineRateLimitRule(limit.Key, limit.Value))];
    }

    private static void Require<T>(IDictionary<string, T> limits, string section, Action<T, string, ICollection<string>> validate) =>
        LimitChecks.Require(limits, $"{nameof(GatewayBaseline)}.{section}", validate, section);

    private static Dictionary<string, RedactionAction> Entities(IDictionary<string, RedactionAction> entities) =>
        entities.All(entity => Enum.IsDefined(entity.Value) && entity.Value is not RedactionAction.Allow)
            ? entities.ToDictionary(entity => entity.Key.Trim().ToUpperInvariant(), entity => entity.Value)
            : throw new ArgumentException($"{nameof(GatewayBaseline.RedactedEntities)} of the baseline has an entity with the action Allow. Remove it, or choose what is done with it.");

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
