using System.Reflection;
using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Every text that can be set on the chat types of Microsoft.Extensions.AI, found by reflection.</summary>
internal static class ChatTexts
{
    public const string Canary = "canary.seven@example.org";

    private static readonly Type[] Owners = [typeof(ChatMessage), typeof(ChatOptions), typeof(CitationAnnotation)];

    // Tests of their own look into these.
    private static readonly string[] Elsewhere =
    [
        "RawRepresentation", "RawRepresentationFactory", "Exception", "Result", "Details", "Tools", "ToolMode", "AnnotatedRegions", "ResponseFormat", "ContinuationToken", "Role", "Reasoning",
    ];

    /// <summary>A canary that fits into a media type.</summary>
    public const string PlainCanary = "canary-seven";

    public static readonly string[] Forms = FormsOf(Canary);

    public static readonly Type[] Contents = [.. typeof(AIContent).Assembly.GetExportedTypes()
        .Where(type => typeof(AIContent).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructors().Length > 0)];

    /// <summary>A value as it is, escaped for JSON, percent-encoded, hexadecimal, and in Base64 at every offset.</summary>
    public static string[] FormsOf(string value) =>
    [
        value, value.Replace("@", "\\u0040", StringComparison.Ordinal), Uri.EscapeDataString(value), Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value))[..^4], Convert.ToBase64String([0, .. Encoding.UTF8.GetBytes(value)])[4..^4],
        Convert.ToBase64String([0, 0, .. Encoding.UTF8.GetBytes(value)])[4..^4],
    ];

    /// <summary>Tells whether a path is one of a media type, in which nothing can take the place of a value.</summary>
    public static bool IsMediaType(string path) => path.EndsWith("ediaType", StringComparison.Ordinal) || path.EndsWith("(mediaType)", StringComparison.Ordinal);

    /// <summary>Names every text: a property, or a parameter of a constructor.</summary>
    public static IEnumerable<string> Paths()
    {
        foreach (var owner in Owners.Concat(Contents))
        {
            foreach (var property in owner.GetProperties().Where(IsText))
            {
                yield return $"{owner.Name}.{property.Name}";
            }

            foreach (var parameter in Constructor(owner).GetParameters().Where(parameter => parameter.ParameterType == typeof(string)))
            {
                yield return $"{owner.Name}({parameter.Name})";
            }
        }
    }

    /// <summary>Every property that can be set and is neither text nor known to hold none.</summary>
    public static IEnumerable<string> Undecided() => Owners.Concat(Contents).SelectMany(owner => owner.GetProperties()
        .Where(property => property.CanWrite && property.SetMethod!.IsPublic && !IsText(property) && !IsHarmless(property.PropertyType) && !Elsewhere.Contains(property.Name))
        .Select(property => $"{owner.Name}.{property.Name}: {property.PropertyType.Name}"));

    // Numbers, moments and choices.
    private static bool IsHarmless(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { IsEnum: true } || type == typeof(DateTimeOffset?);

    private static bool IsText(PropertyInfo property) => property.CanWrite && property.SetMethod!.IsPublic
        && (property.PropertyType == typeof(string) || property.PropertyType == typeof(Uri) || property.PropertyType == typeof(IList<string>)
            || property.PropertyType == typeof(AdditionalPropertiesDictionary) || property.PropertyType == typeof(IDictionary<string, object?>)
            || property.PropertyType == typeof(IList<AIContent>) || property.PropertyType == typeof(IList<AIAnnotation>));

    /// <summary>Puts the canary in one place.</summary>
    public static (ChatMessage Message, ChatOptions Options) Fill(string path, string canary)
    {
        var owner = path.Split('.', '(')[0];
        var member = path.Split('.', '(')[1].TrimEnd(')');
        var type = Owners.Concat(Contents).Single(type => type.Name == owner);
        var target = Create(type, "x", path.Contains('(', StringComparison.Ordinal) ? member : null, canary)!;
        if (path.Contains('.', StringComparison.Ordinal))
        {
            var property = type.GetProperty(member)!;
            property.SetValue(target, member == "MediaType" ? $"text/{canary}" : Value(property.PropertyType, canary));
        }

        return target switch
        {
            ChatMessage message => (message, new ChatOptions()),
            ChatOptions options => (new ChatMessage(ChatRole.User, "x"), options),
            AIAnnotation annotation => (new ChatMessage(ChatRole.User, [new TextContent("x") { Annotations = [annotation] }]), new ChatOptions()),
            _ => (new ChatMessage(ChatRole.User, [(AIContent)target]), new ChatOptions()),
        };
    }

    private static object Value(Type type, string canary) => type switch
    {
        _ when type == typeof(string) => canary,
        _ when type == typeof(Uri) => new Uri($"https://h/?q={Uri.EscapeDataString(canary)}"),
        _ when type == typeof(IList<string>) => new List<string> { canary },
        _ when type == typeof(AdditionalPropertiesDictionary) => new AdditionalPropertiesDictionary { [canary] = new object?[] { canary, null, 1 } },
        _ when type == typeof(IDictionary<string, object?>) => new Dictionary<string, object?> { [canary] = canary },
        _ when type == typeof(IList<AIContent>) => new List<AIContent> { new TextContent(canary) },
        _ => new List<AIAnnotation> { new CitationAnnotation { Title = canary, AdditionalProperties = new() { ["a"] = canary } } },
    };

    private static ConstructorInfo Constructor(Type type) => type.GetConstructors().OrderBy(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType == typeof(ReadOnlyMemory<byte>)))
        .ThenByDescending(constructor => constructor.GetParameters().Count(parameter => parameter.ParameterType == typeof(string))).First();

    /// <summary>Creates one, with a text in every place that needs one.</summary>
    public static object? Create(Type type, string text, string? chosen = null, string? canary = null)
    {
        var constructor = Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var wanted when wanted == typeof(string) && parameter.Name == "uri" => type == typeof(DataContent)
                ? $"data:text/plain;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(parameter.Name == chosen ? canary! : text))}"
                : $"https://h/{(parameter.Name == chosen ? canary : text)}",
            var wanted when wanted == typeof(string) && parameter.Name == "mediaType" => parameter.Name == chosen ? $"text/{canary}" : "text/plain",
            var wanted when wanted == typeof(string) => parameter.Name == chosen ? canary : text,
            var wanted when wanted == typeof(ChatRole) => ChatRole.User,
            var wanted when wanted == typeof(ToolCallContent) => new FunctionCallContent(text, text),
            var wanted when wanted == typeof(UsageDetails) => new UsageDetails(),
            var wanted when wanted.IsValueType => Activator.CreateInstance(wanted),
            _ => null,
        })]);
    }
}
