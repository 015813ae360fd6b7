using System.Collections;
using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Auditing;
using AiGateway.Client.Budgets;
using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Configuration;

namespace AiGateway.Client.Configuration;

/// <summary>Reads a configuration section into options, and reports every key and value that does not fit instead of stopping at the first.</summary>
/// <remarks>Options types that are reached through properties are listed here, so that trimming keeps them.</remarks>
internal sealed class ConfigurationReader(ProviderRegistry providers, PolicyTypes policies, ICollection<string> errors)
{
    private const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    [DynamicDependency(Members, typeof(AiGatewayOptions))]
    [DynamicDependency(Members, typeof(ProviderOptions))]
    [DynamicDependency(Members, typeof(RouteOptions))]
    [DynamicDependency(Members, typeof(TargetOptions))]
    [DynamicDependency(Members, typeof(TimeoutOptions))]
    [DynamicDependency(Members, typeof(RetryOptions))]
    [DynamicDependency(Members, typeof(BreakerOptions))]
    [DynamicDependency(Members, typeof(HedgingOptions))]
    [DynamicDependency(Members, typeof(CanaryOptions))]
    [DynamicDependency(Members, typeof(ShadowOptions))]
    [DynamicDependency(Members, typeof(ProviderCapabilitiesOptions))]
    [DynamicDependency(Members, typeof(MeteringOptions))]
    [DynamicDependency(Members, typeof(PriceOptions))]
    [DynamicDependency(Members, typeof(PriceTierOptions))]
    [DynamicDependency(Members, typeof(ServiceTierOptions))]
    [DynamicDependency(Members, typeof(RateLimitOptions))]
    [DynamicDependency(Members, typeof(BudgetOptions))]
    [DynamicDependency(Members, typeof(CachingOptions))]
    [DynamicDependency(Members, typeof(SemanticCacheOptions))]
    [DynamicDependency(Members, typeof(RedactionOptions))]
    [DynamicDependency(Members, typeof(RedactionTenantOptions))]
    [DynamicDependency(Members, typeof(RedactionTerms))]
    [DynamicDependency(Members, typeof(RedactionPattern))]
    [DynamicDependency(Members, typeof(AuditOptions))]
    [DynamicDependency(Members, typeof(AuditFileOptions))]
    [DynamicDependency(Members, typeof(TelemetryOptions))]
    [DynamicDependency(Members, typeof(GovernanceOptions))]
    [DynamicDependency(Members, typeof(GovernancePolicyOptions))]
    [DynamicDependency(Members, typeof(AccessGrantOptions))]
    [DynamicDependency(Members, typeof(ClassificationLevelOptions))]
    public void Read(IConfiguration section, AiGatewayOptions options) => ReadObject(section, options);

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Nested options types are kept by the attributes of Read; provider options by IChatProvider.OptionsType.")]
    private void ReadObject(IConfiguration section, object options)
    {
        var shapes = OptionShape.Of(options.GetType());
        foreach (var child in section.GetChildren())
        {
            if (shapes.FirstOrDefault(shape => shape.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } shape)
            {
                ReadProperty(child, options, shape);
            }
            else
            {
                errors.Add($"{child.Path} is not a known key.{Suggestion.For(child.Key, shapes.Select(known => known.Name))} " +
                    $"Known keys: {Suggestion.List(shapes.Select(known => known.Name))}.");
            }
        }
    }

    private void ReadProperty(IConfigurationSection section, object options, OptionShape shape)
    {
        var current = shape.Property.GetValue(options);
        if (shape.ElementType is { } elementType)
        {
            ReadMap(section, (IDictionary)current!, elementType, shape);
        }
        else if (OptionShape.IsNested(shape.Property.PropertyType))
        {
            ReadNested(section, current!);
        }
        else if (section.GetChildren().Any())
        {
            errors.Add($"{section.Path} holds a section where a value belongs.");
        }
        else if (!string.IsNullOrEmpty(section.Value) && ReadValue(section, shape.Property.PropertyType, shape.IsSecret) is { } value)
        {
            shape.Property.SetValue(options, value);
        }
    }

    private void ReadNested(IConfigurationSection section, object options)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add($"{section.Path} holds a value where a section belongs.");
        }

        ReadObject(section, options);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Element types are options types; they are kept by the attributes of Read.")]
    private void ReadMap(IConfigurationSection section, IDictionary map, Type elementType, OptionShape shape)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add($"{section.Path} holds a value where a section with one entry for each name belongs.");
        }

        foreach (var child in section.GetChildren())
        {
            if (OptionValue.IsSupported(elementType))
            {
                ReadEntry(child, map, elementType, shape);
            }
            else if (Create(child, map[child.Key], elementType) is { } element)
            {
                map[child.Key] = element;
                ReadNested(child, element);
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Element types are options types; they are kept by the attributes of Read.")]
    private object? Create(IConfigurationSection section, object? existing, Type type) =>
        type == typeof(ProviderOptions) ? CreateProvider(section, existing)
        : type == typeof(GovernancePolicyOptions) ? CreatePolicy(section, existing as GovernancePolicyOptions)
        : existing ?? Activator.CreateInstance(type);

    private GovernancePolicyOptions? CreatePolicy(IConfigurationSection section, GovernancePolicyOptions? existing)
    {
        var name = section["Type"] is { Length: > 0 } named ? named : existing?.Type ?? (policies.Find(section.Key) is null ? "" : section.Key);
        if (policies.Find(name) is not { } type)
        {
            errors.Add(policies.DescribeUnknown(section.Path, name));
            return null;
        }

        if (existing is not null && type.Name.Equals(existing.Type, StringComparison.OrdinalIgnoreCase))
        {
            return existing;
        }

        var options = (GovernancePolicyOptions)Activator.CreateInstance(type.OptionsType)!;
        options.Type = type.Name;
        return options;
    }

    private void ReadEntry(IConfigurationSection section, IDictionary map, Type type, OptionShape shape)
    {
        if (section.GetChildren().Any())
        {
            errors.Add($"{section.Path} holds a section where a value belongs.");
        }
        else if (ReadValue(section, type, shape.IsSecret) is { } value)
        {
            map[section.Key] = value;
        }
    }

    private object? ReadValue(IConfigurationSection section, Type type, bool secret)
    {
        var text = section.Value ?? "";
        var value = OptionValue.Parse(text, type, out var expected);
        if (expected is not null)
        {
            errors.Add($"{section.Path} = '{(secret ? "…" : text)}' is not {expected}.");
        }

        return value;
    }

    private ProviderOptions? CreateProvider(IConfigurationSection section, object? existing)
    {
        if (existing is ProviderOptions options && section["Type"] is null)
        {
            return options;
        }

        if (section["Type"] is not { Length: > 0 } type)
        {
            errors.Add($"{section.Path}:Type is missing. Registered provider types: {providers.Names}.");
            return null;
        }

        if (providers.Find(type) is { } provider)
        {
            return (ProviderOptions)Activator.CreateInstance(provider.OptionsType)!;
        }

        errors.Add(providers.DescribeUnknown(section.Path, type));
        return null;
    }
}
