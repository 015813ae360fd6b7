using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Tells values that stand for a secret in documentation and templates from secrets.</summary>
internal static class Placeholder
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "your_", "your-", "yourkey", "yourtoken", "yourpass", "yoursecret", "your.", "_here", "-here", "goeshere", "notreal", "xxxx", "****", "....", "<", "${", "{{", "}}", "$(", "%(", "changeme", "change_me", "change-me",
            "dummy", "placeholder", "redacted", "insert", "replace", "todo", "sample", "fake", "foobar", "1234567890abcdef", "abcdefghijkl", "0123456789", "000000000", "process.env", "getenv",
        ],
        StringComparison.OrdinalIgnoreCase);

    // Three characters of any case are in every hundredth long key, so that these count only at its start.
    public static bool Is(ReadOnlySpan<char> value) =>
        value.ContainsAny(Words) || value.StartsWith("my_", StringComparison.OrdinalIgnoreCase) || value.StartsWith("my-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a password is a name of a variable, a word for a password or nothing at all.</summary>
    public static bool IsPassword(ReadOnlySpan<char> value)
    {
        if (value.Length < 3 || value[0] is '{' or '$' or '%' or '<' or '[' or '*' or '@' || Is(value)) return true;
        return value.Equals("password", StringComparison.OrdinalIgnoreCase) || value.Equals("pass", StringComparison.OrdinalIgnoreCase)
            || value.Equals("pwd", StringComparison.OrdinalIgnoreCase) || value.Equals("secret", StringComparison.OrdinalIgnoreCase)
            || value.IndexOfAnyExcept(value[0]) < 0;
    }
}
