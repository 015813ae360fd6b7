using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Governance;
using AiGateway.Client.Providers;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Holds the configuration to the baselines.</summary>
internal sealed class BaselineValidator(BaselineSet baselines, ProviderRegistry providers, IServiceProvider services)
{
    public BaselineRules Rules => baselines.Combined;

    /// <summary>Reports everything in the configuration that the baselines do not allow.</summary>
    public void Validate(AiGatewayOptions options, List<string> failures)
    {
        var rules = Rules;
        foreach (var (name, provider) in options.Providers)
        {
            ValidateProvider(rules, name, $"{options.Path}:Providers:{name}", provider, failures);
        }

        ValidatePolicyTypes(rules, $"{options.Path}:{nameof(options.Governance)}", failures);
        foreach (var rule in rules.Rules)
        {
            rule.Check(options, failures);
        }
    }

    // The baseline's hold anyway; but who adds another one expects it to.
    private void ValidatePolicyTypes(BaselineRules rules, string path, List<string> failures)
    {
        foreach (var added in rules.PolicyTypes.Count == 0 ? [] : services.GetServices<PolicyType>())
        {
            if (rules.PolicyTypes.FirstOrDefault(type => type.Name.Equals(added.Name, StringComparison.OrdinalIgnoreCase)) is { } own
                && (own.Implementation != added.Implementation || own.OptionsType != added.OptionsType))
            {
                failures.Add($"{path}: the policy type '{added.Name}' that the application adds ('{added.Implementation?.Name ?? "a delegate"}') has the name of the baseline's " +
                    $"('{own.Implementation?.Name}'). Add it under another name.");
            }
        }
    }

    /// <summary>Adds what the baselines say besides, whatever validation the application has left in place.</summary>
    /// <exception cref="OptionsValidationException">The baselines do not allow something, or contradict each other.</exception>
    public void Enforce(AiGatewayOptions options)
    {
        List<string> failures = [];
        Validate(options, failures);
        Require(failures);
        var rules = Rules.Rules;
        if (rules.Count == 0)
        {
            return;
        }

        foreach (var rule in rules)
        {
            rule.Apply(options);
        }

        Validate(options, failures);
        GovernanceOptionsValidator.Validate(
            options.Governance, $"{options.Path}:{nameof(options.Governance)}", services.GetRequiredService<PolicyTypes>(), services.GetRequiredService<PolicyTypes>().DescribeUnknown, failures);
        RedactionOptionsValidator.Validate(options.Redaction, $"{options.Path}:{nameof(options.Redaction)}", services.GetServices<IEntityDetector>(), failures);
        var audits = services.GetRequiredService<AuditTrails>();
        AuditOptionsValidator.Validate(options.Auditing, $"{options.Path}:{nameof(options.Auditing)}", audits.HasSinks || Rules.AuditSinks.Count > 0, audits.HasKeys, failures);
        RequireSinks(options, audits, failures);
        Require([.. failures.Select(failure => $"With what the baseline adds: {failure}")]);
    }

    // The log is no place of which anybody knows how long it is kept.
    private void RequireSinks(AiGatewayOptions options, AuditTrails audits, List<string> failures)
    {
        if (Rules.Rules.OfType<BaselineAuditRule>().Any() && Rules.AuditSinks.Count == 0 && !audits.HasSinks && string.IsNullOrEmpty(options.Auditing.File.Path))
        {
            failures.Add($"{options.Path}:Auditing has no sink but the log, and the baseline requires audit records that are kept. Set {options.Path}:Auditing:File:Path to a folder, or add a sink with AddAuditSink.");
        }
    }

    private static void Require(List<string> failures)
    {
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AiGatewayOptions), failures);
        }
    }

    private void ValidateProvider(BaselineRules rules, string name, string path, ProviderOptions provider, List<string> failures)
    {
        if (rules.ProviderTypes is { } types && provider.Type.Length > 0 && !types.Contains(provider.Type, StringComparer.OrdinalIgnoreCase))
        {
            failures.Add($"{path}:Type = '{provider.Type}' is not allowed by the baseline. Allowed provider types: {List(types)}.");
        }

        if (rules.Endpoints is { } endpoints)
        {
            ValidateEndpoint(path, provider, endpoints, DefaultEndpoint(name, path, provider), failures);
        }

        if (rules.Regions is { } regions)
        {
            ValidateRegion(path, provider.Region?.Trim(), regions, failures);
        }
    }

    // Where the provider is without an endpoint of its own; null when its type is not known.
    private Func<Uri?>? DefaultEndpoint(string name, string path, ProviderOptions provider) =>
        providers.Find(provider.Type) is { } adapter && adapter.OptionsType.IsInstanceOfType(provider)
            ? () => adapter.GetDefaultEndpoint(new ProviderContext(name, path, provider, services))
            : null;

    private static void ValidateEndpoint(
        string path, ProviderOptions provider, IReadOnlyList<EndpointPattern> allowed, Func<Uri?>? defaultEndpoint, List<string> failures)
    {
        if (provider.Endpoint is { } endpoint)
        {
            if (!IsAllowed(endpoint))
            {
                failures.Add($"{path}:Endpoint = '{Describe(endpoint)}' is not allowed by the baseline. Allowed endpoints: {List(allowed)}.");
            }
        }
        else if (defaultEndpoint is not null && defaultEndpoint() is var standard && (standard is null || !IsAllowed(standard)))
        {
            failures.Add(standard is null
                ? $"{path}:Endpoint is missing. The baseline judges providers by their endpoint, and type '{provider.Type}' has none of its own here. Allowed endpoints: {List(allowed)}."
                : $"{path}:Endpoint is not set, and '{Describe(standard)}', which provider type '{provider.Type}' would use, is not allowed by the baseline. " +
                    $"Allowed endpoints: {List(allowed)}.");
        }

        bool IsAllowed(Uri address) => allowed.Any(pattern => pattern.Matches(address));
    }

    private static void ValidateRegion(string path, string? region, IReadOnlyList<string> allowed, List<string> failures)
    {
        if (string.IsNullOrEmpty(region))
        {
            failures.Add($"{path}:Region is missing. The baseline asks where every provider processes data. Allowed regions: {List(allowed)}.");
        }
        else if (!allowed.Contains(region, StringComparer.OrdinalIgnoreCase))
        {
            failures.Add($"{path}:Region = '{region}' is not allowed by the baseline. Allowed regions: {List(allowed)}.");
        }
    }

    private static string List<T>(IReadOnlyList<T> allowed) => allowed.Count == 0 ? "none" : string.Join(", ", allowed);

    // User names, passwords and queries may be secret.
    private static string Describe(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "a relative address";
}
