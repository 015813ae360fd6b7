using System.Text.Json;

namespace GatewayHost.Requests;

/// <summary>Reads optional fields of a request. An absent field and a JSON null are the same; a field of the wrong type is an error that names it.</summary>
internal static class JsonFields
{
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static JsonElement? FindObject(this JsonElement element, string name, string path = "") =>
        element.Find(name) is { } value ? value.ValueKind is JsonValueKind.Object ? value : throw Wrong(path, name, "an object") : null;

    public static JsonElement? FindArray(this JsonElement element, string name, string path = "") =>
        element.Find(name) is { } value ? value.ValueKind is JsonValueKind.Array ? value : throw Wrong(path, name, "an array") : null;

    public static string? Text(this JsonElement element, string name, string path = "") =>
        element.Find(name) is { } value ? value.AsText() ?? throw Wrong(path, name, "a string") : null;

    public static string RequiredText(this JsonElement element, string name, string path = "") =>
        element.Text(name, path) is { Length: > 0 } text ? text : throw new ChatRequestException($"'{path}{name}' is missing.", path + name);

    public static bool? Flag(this JsonElement element, string name, string path = "") =>
        element.Find(name) is { } value
            ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(path, name, "true or false")
            : null;

    public static float? Single(this JsonElement element, string name) =>
        element.Find(name) is { } value
            ? value.ValueKind is JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number) ? number : throw Wrong("", name, "a number")
            : null;

    public static long? Integer(this JsonElement element, string name) =>
        element.Find(name) is { } value
            ? value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong("", name, "a whole number")
            : null;

    public static int? PositiveInteger(this JsonElement element, string name) =>
        element.Integer(name) is { } value ? value is > 0 and <= int.MaxValue ? (int)value : throw Wrong("", name, "a positive whole number") : null;

    /// <summary>Gets a string; <see langword="null"/> for anything else, half a surrogate pair included.</summary>
    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ChatRequestException Wrong(string path, string name, string expected) => new($"'{path}{name}' is not {expected}.", path + name);
}
