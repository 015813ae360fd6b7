using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Checks JSON against the common keywords of JSON Schema 2020-12; others are passed over, as the specification has it for keywords that are not known.</summary>
internal sealed class JsonSchemaValidator(JsonElement root)
{
    // Alternatives within alternatives could multiply.
    private const int MaxSteps = 200_000;
    private const int MaxDepth = 128;

    private int _steps;
    private int _depth;

    /// <summary>Checks an instance against the whole schema.</summary>
    /// <exception cref="InvalidOperationException">The schema takes too long, or refers to something that is not there.</exception>
    public bool IsValid(JsonElement instance) => IsValid(root, instance);

    private bool IsValid(JsonElement schema, JsonElement instance)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.ValueKind is JsonValueKind.True;
        }

        if (++_steps > MaxSteps || ++_depth > MaxDepth)
        {
            throw new InvalidOperationException("The schema is too deep or takes too long.");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Holds(keyword, schema, instance))
            {
                _depth--;
                return false;
            }
        }

        _depth--;
        return true;
    }

    private bool Holds(JsonProperty keyword, JsonElement schema, JsonElement instance) => keyword.Name switch
    {
        "$ref" => IsValid(Resolve(keyword.Value.GetString()!), instance),
        "type" => keyword.Value.ValueKind is JsonValueKind.Array ? keyword.Value.EnumerateArray().Any(type => IsOf(type.GetString(), instance)) : IsOf(keyword.Value.GetString(), instance),
        "enum" => keyword.Value.EnumerateArray().Any(value => JsonElement.DeepEquals(value, instance)),
        "const" => JsonElement.DeepEquals(keyword.Value, instance),
        "allOf" => keyword.Value.EnumerateArray().All(part => IsValid(part, instance)),
        "anyOf" => keyword.Value.EnumerateArray().Any(part => IsValid(part, instance)),
        "oneOf" => keyword.Value.EnumerateArray().Count(part => IsValid(part, instance)) == 1,
        "not" => !IsValid(keyword.Value, instance),
        _ => instance.ValueKind switch
        {
            JsonValueKind.Object => HoldsForObject(keyword, schema, instance),
            JsonValueKind.Array => HoldsForArray(keyword, schema, instance),
            JsonValueKind.String => HoldsForText(keyword, instance.GetString()!),
            JsonValueKind.Number => HoldsForNumber(keyword, instance),
            _ => true,
        },
    };

    private bool HoldsForObject(JsonProperty keyword, JsonElement schema, JsonElement instance) => keyword.Name switch
    {
        "properties" => keyword.Value.EnumerateObject().All(property => !instance.TryGetProperty(property.Name, out var value) || IsValid(property.Value, value)),
        "required" => keyword.Value.EnumerateArray().All(name => instance.TryGetProperty(name.GetString()!, out _)),
        "additionalProperties" => instance.EnumerateObject().All(property => IsNamed(schema, property.Name) || IsValid(keyword.Value, property.Value)),
        "patternProperties" => keyword.Value.EnumerateObject().All(
            pattern => instance.EnumerateObject().All(property => !Matches(pattern.Name, property.Name) || IsValid(pattern.Value, property.Value))),
        "propertyNames" => instance.EnumerateObject().All(property => IsValid(keyword.Value, JsonSerializer.SerializeToElement(property.Name, Microsoft.Extensions.AI.AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(string))))),
        "minProperties" => instance.EnumerateObject().Count() >= keyword.Value.GetDouble(),
        "maxProperties" => instance.EnumerateObject().Count() <= keyword.Value.GetDouble(),
        _ => true,
    };

    private bool HoldsForArray(JsonProperty keyword, JsonElement schema, JsonElement instance) => keyword.Name switch
    {
        "items" => instance.EnumerateArray().Skip(schema.TryGetProperty("prefixItems", out var prefix) ? prefix.GetArrayLength() : 0).All(item => IsValid(keyword.Value, item)),
        "prefixItems" => keyword.Value.EnumerateArray().Zip(instance.EnumerateArray()).All(pair => IsValid(pair.First, pair.Second)),
        "contains" => instance.EnumerateArray().Any(item => IsValid(keyword.Value, item)),
        "minItems" => instance.GetArrayLength() >= keyword.Value.GetDouble(),
        "maxItems" => instance.GetArrayLength() <= keyword.Value.GetDouble(),
        "uniqueItems" => keyword.Value.ValueKind is not JsonValueKind.True || instance.EnumerateArray().DistinctBy(Canonical).Count() == instance.GetArrayLength(),
        _ => true,
    };

    private static bool HoldsForText(JsonProperty keyword, string text) => keyword.Name switch
    {
        "minLength" => Length(text) >= keyword.Value.GetDouble(),
        "maxLength" => Length(text) <= keyword.Value.GetDouble(),
        "pattern" => Matches(keyword.Value.GetString()!, text),
        _ => true,
    };

    private static bool HoldsForNumber(JsonProperty keyword, JsonElement instance) => keyword.Name switch
    {
        "minimum" => Compare(instance, keyword.Value) >= 0,
        "maximum" => Compare(instance, keyword.Value) <= 0,
        "exclusiveMinimum" => Compare(instance, keyword.Value) > 0,
        "exclusiveMaximum" => Compare(instance, keyword.Value) < 0,
        "multipleOf" => instance.TryGetDecimal(out var number) && keyword.Value.TryGetDecimal(out var factor) ? number % factor == 0 : instance.GetDouble() % keyword.Value.GetDouble() == 0,
        _ => true,
    };

    private static bool IsOf(string? type, JsonElement instance) => (type, instance.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => instance.TryGetDecimal(out var number) ? decimal.Truncate(number) == number : Math.Truncate(instance.GetDouble()) == instance.GetDouble(),
        _ => false,
    };

    private static bool IsNamed(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Matches(pattern.Name, name)));

    private JsonElement Resolve(string reference)
    {
        var found = root;
        if (!reference.StartsWith('#'))
        {
            throw new InvalidOperationException("The schema refers to another document.");
        }

        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            found = found.ValueKind is JsonValueKind.Array ? found[int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture)] : found.GetProperty(name);
        }

        return found;
    }

    private static int Compare(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var exactLeft) && right.TryGetDecimal(out var exactRight) ? exactLeft.CompareTo(exactRight) : left.GetDouble().CompareTo(right.GetDouble());

    // Numbers that are equal are written in one way; the order of properties counts, which errs on the side of what is allowed.
    private static string Canonical(JsonElement item) => item.ValueKind is JsonValueKind.Number && item.TryGetDecimal(out var number) ? number.ToString("G29", CultureInfo.InvariantCulture) : item.GetRawText();

    // In characters, not in units of UTF-16.
    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
