using System.Net.Http.Headers;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Budgets;
using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Configuration.Baselines;
using AiGateway.Client.Governance;
using AiGateway.Client.Providers;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration;

/// <summary>Checks the whole configuration and reports every error at once, each with its key, its value and what to do.</summary>
internal sealed class AiGatewayOptionsValidator(
    ProviderRegistry providers, RoutingPolicyRegistry policies, BaselineValidator baseline, IServiceProvider services) : IValidateOptions<AiGatewayOptions>
{
    private static readonly TimeSpan MaxReloadDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxDrainTimeout = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, AiGatewayOptions options)
    {
        var failures = new List<string>(options.ReadErrors);
        ValidateProviders(options, failures);
        baseline.Validate(options, failures);
        ValidateRoutes(options, failures);
        ValidateAliases(options, failures);
        ValidateDefaultRoute(options, failures);
        MeteringOptionsValidator.Validate(options, failures);
        ValidateLimits(options, failures);
        CachingOptionsValidator.Validate(options.Caching, $"{options.Path}:{nameof(options.Caching)}", failures);
        ValidateSharing(options, failures);
        RedactionOptionsValidator.Validate(options.Redaction, $"{options.Path}:{nameof(options.Redaction)}", services.GetServices<IEntityDetector>(), failures);
        GovernanceOptionsValidator.Validate(
            options.Governance, $"{options.Path}:{nameof(options.Governance)}", services.GetRequiredService<PolicyTypes>(), services.GetRequiredService<PolicyTypes>().DescribeUnknown, failures);
        var audit = services.GetRequiredService<AuditTrails>();
        AuditOptionsValidator.Validate(
            options.Auditing, $"{options.Path}:{nameof(options.Auditing)}", audit.HasSinks || baseline.Rules.AuditSinks.Count > 0, audit.HasKeys, failures);
        var ranges = new RangeValidator(failures);
        ranges.Require(options.QuotaLeaseTime, TimeSpan.FromSeconds(1), MaxDrainTimeout, $"{options.Path}:{nameof(options.QuotaLeaseTime)}");
        ranges.Require(options.ReloadDelay, TimeSpan.Zero, MaxReloadDelay, $"{options.Path}:{nameof(options.ReloadDelay)}");
        ranges.Require(options.DrainTimeout, TimeSpan.Zero, MaxDrainTimeout, $"{options.Path}:{nameof(options.DrainTimeout)}");
        ranges.Require(options.ShutdownTimeout, TimeSpan.Zero, MaxDrainTimeout, $"{options.Path}:{nameof(options.ShutdownTimeout)}");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void ValidateProviders(AiGatewayOptions options, List<string> failures)
    {
        foreach (var (name, provider) in options.Providers)
        {
            var path = $"{options.Path}:Providers:{name}";
            ValidateHeaders(provider, path, failures);
            var adapter = FindAdapter(path, provider, failures);
            adapter?.Validate(new ProviderContext(name, path, provider, services), failures);
        }
    }

    private IChatProvider? FindAdapter(string path, ProviderOptions provider, List<string> failures)
    {
        if (providers.Find(provider.Type) is not { } adapter)
        {
            failures.Add(provider.Type.Length == 0
                ? $"{path}:Type is missing. Registered provider types: {providers.Names}."
                : providers.DescribeUnknown(path, provider.Type));
            return null;
        }

        if (!adapter.OptionsType.IsInstanceOfType(provider))
        {
            failures.Add($"{path} has options of type {provider.GetType().Name}, but provider type '{provider.Type}' needs {adapter.OptionsType.Name}.");
            return null;
        }

        return adapter;
    }

    private static void ValidateHeaders(ProviderOptions provider, string path, List<string> failures)
    {
        using var request = new HttpRequestMessage();
        foreach (var header in provider.Headers)
        {
            if (!IsValid(request.Headers, header))
            {
                failures.Add($"{path}:Headers:{header.Key} is not a request header that can be set: its name or its value has characters that HTTP does not allow, " +
                    "or it describes the body.");
            }
        }
    }

    private static bool IsValid(HttpRequestHeaders headers, KeyValuePair<string, string> header) =>
        header.Value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 && headers.TryAddWithoutValidation(header.Key, header.Value);

    private void ValidateRoutes(AiGatewayOptions options, List<string> failures)
    {
        if (options.Routes.Count == 0)
        {
            failures.Add($"{options.Path}:Routes is empty. Add at least one route with a target, such as {options.Path}:Routes:chat:Targets:main.");
        }

        var rules = new RouteOptionsValidator(policies);
        foreach (var (name, route) in options.Routes)
        {
            var path = $"{options.Path}:Routes:{name}:Targets";
            rules.Validate(route, $"{options.Path}:Routes:{name}", failures);
            if (route.Targets.Count == 0)
            {
                failures.Add($"{path} is empty. Add at least one target with a Provider and a Model.");
            }

            foreach (var (targetName, target) in route.Targets)
            {
                ValidateTarget(options, target, $"{path}:{targetName}", failures);
            }
        }
    }

    private static void ValidateTarget(AiGatewayOptions options, TargetOptions target, string path, List<string> failures)
    {
        var known = options.Providers.Keys;
        if (target.Provider.Length == 0)
        {
            failures.Add($"{path}:Provider is missing. Configured providers: {Suggestion.List(known)}.");
        }
        else if (!options.Providers.ContainsKey(target.Provider))
        {
            failures.Add($"{path}:Provider = '{target.Provider}' is not a configured provider.{Suggestion.For(target.Provider, known)} " +
                $"Configured: {Suggestion.List(known)}. Add it under {options.Path}:Providers or correct the name.");
        }

        if (target.Model.Length == 0)
        {
            failures.Add($"{path}:Model is missing. Name the model or deployment to ask for.");
        }

        if (target.Capabilities.ContextWindow < 1)
        {
            failures.Add($"{path}:Capabilities:ContextWindow = '{target.Capabilities.ContextWindow}' is out of range: at least 1.");
        }
    }

    private static void ValidateLimits(AiGatewayOptions options, List<string> failures)
    {
        foreach (var (name, limit) in options.RateLimits)
        {
            RateLimitOptionsValidator.Validate(limit, $"{options.Path}:RateLimits:{name}", failures);
        }

        foreach (var (name, budget) in options.Budgets)
        {
            BudgetOptionsValidator.Validate(budget, $"{options.Path}:Budgets:{name}", failures);
        }
    }

    private void ValidateSharing(AiGatewayOptions options, List<string> failures)
    {
        var path = $"{options.Path}:{nameof(options.Caching)}";
        CachingOptionsValidator.ValidateStore(options.Caching, services.GetService<IDistributedCache>() is not null, path, failures);
        SemanticCacheOptionsValidator.Validate(options.Caching, path, services, failures);
        if (options.Caching.Shared && options.Redaction is { IsOn: true, Key: null, GetKeys: null })
        {
            failures.Add($"{path}:Shared = 'True' needs {options.Path}:Redaction:Key: without it every process has a random key, and the pseudonyms in a stored answer " +
                "mean nothing to the others. Set the key, or share no answers.");
        }
    }

    private static void ValidateAliases(AiGatewayOptions options, List<string> failures)
    {
        foreach (var (alias, route) in options.Aliases)
        {
            if (options.Routes.ContainsKey(alias))
            {
                failures.Add($"{options.Path}:Aliases:{alias} has the name of a route. Rename one of them.");
            }

            RequireRoute(options, $"{options.Path}:Aliases:{alias}", route, failures);
        }
    }

    private static void ValidateDefaultRoute(AiGatewayOptions options, List<string> failures)
    {
        var path = $"{options.Path}:{nameof(options.DefaultRoute)}";
        if (options.DefaultRoute is { } route)
        {
            RequireRoute(options, path, route, failures);
        }
        else if (options.Routes.Count > 1)
        {
            failures.Add($"{path} is missing. With several routes, name the one that serves requests which name none: {Suggestion.List(options.Routes.Keys)}.");
        }
    }

    private static void RequireRoute(AiGatewayOptions options, string path, string route, List<string> failures)
    {
        if (!options.Routes.ContainsKey(route))
        {
            failures.Add($"{path} = '{route}' is not a configured route.{Suggestion.For(route, options.Routes.Keys)} " +
                $"Configured: {Suggestion.List(options.Routes.Keys)}.");
        }
    }
}
