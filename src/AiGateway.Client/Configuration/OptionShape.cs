using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AiGateway.Client.Providers;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Configuration;

/// <summary>What can be configured on an options type: its settable values, nested options and keyed maps.</summary>
/// <remarks>Code-only properties (callbacks, clients) are no options and are left out.</remarks>
internal sealed class OptionShape
{
    private const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    private OptionShape(PropertyInfo property)
    {
        Property = property;
        ElementType = MapElement(property.PropertyType);
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    /// <summary>Gets the type of a keyed map's values; <see langword="null"/> when the option is no map.</summary>
    public Type? ElementType { get; }

    public bool IsSecret => Property.IsDefined(typeof(SecretAttribute));

    /// <summary>Lists the options of a type in the order of their names. Nested options types are kept by the attributes of <see cref="ConfigurationReader"/>.</summary>
    public static IReadOnlyList<OptionShape> Of([DynamicallyAccessedMembers(Members)] Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new OptionShape(property)).Where(shape => shape.IsOption)
            .OrderBy(shape => shape.Name, StringComparer.Ordinal)];

    /// <summary>Tells options classes from plain values.</summary>
    public static bool IsNested(Type type) =>
        type == typeof(ProviderOptions) || type == typeof(RedactionTerms) || type == typeof(RedactionPattern) || (type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal));

    private bool IsOption =>
        ElementType is { } element ? OptionValue.IsSupported(element) || IsNested(element)
        : (Property.CanWrite && OptionValue.IsSupported(Property.PropertyType)) || IsNested(Property.PropertyType);

    private static Type? MapElement(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) && type.GenericTypeArguments[0] == typeof(string)
            ? type.GenericTypeArguments[1]
            : null;
}
