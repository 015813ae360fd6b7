using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Tells from a name what is assigned to it.</summary>
internal static class SecretName
{
    public const int MaxLength = 80;

    private static readonly string[] Passwords = ["password", "passwd", "passphrase", "passcode", "passwort", "motdepasse", "contrasena", "pwd"];

    private static readonly string[] Tokens =
    [
        "secret", "token", "secretkey", "apikey", "accesskey", "privatekey", "encryptionkey", "signingkey", "masterkey", "accountkey", "servicekey", "authkey", "appkey", "clientkey",
        "sharedkey", "storagekey", "sessionkey", "subscriptionkey", "licensekey", "hmackey", "aeskey", "sshkey", "functionkey", "adminkey", "deploykey", "consumerkey",
        "writekey", "rapidapikey", "credential", "credentials", "sessionid", "sessid", "connectsid", "signature", "sig",
    ];

    private static readonly string[] Tails =
        ["value", "string", "prod", "production", "dev", "development", "test", "staging", "live", "base64", "b64", "text", "plain", "raw", "env", "var", "primary", "secondary", "new", "old", "default", "param"];

    private static readonly SearchValues<string> Others = SearchValues.Create(
        ["nextpage", "pagetoken", "continuation", "cancellation", "csrf", "xsrf", "antiforgery", "public", "pubkey", "idempoten", "hash", "checksum", "integrity", "maxtoken", "design", "tokencount"], StringComparison.Ordinal);

    /// <summary>Writes a name in lower case and without signs.</summary>
    public static int Normalize(ReadOnlySpan<char> name, Span<char> normal)
    {
        var length = 0;
        foreach (var c in name[Math.Max(0, name.Length - normal.Length)..])
        {
            if (char.IsAsciiLetterOrDigit(c)) normal[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    public static bool IsPassword(ReadOnlySpan<char> normal) => Ends(normal, Passwords);

    /// <summary>Whether a name as it is written ends with "pass" as a word of its own: <c>DB_PASS</c>, <c>dbPass</c>, not <c>compass</c>.</summary>
    public static bool EndsWithPass(ReadOnlySpan<char> name)
    {
        if (!name.EndsWith("pass", StringComparison.OrdinalIgnoreCase)) return false;
        var before = name[..^4];
        return before.IsEmpty || !char.IsAsciiLetter(before[^1]) || (char.IsAsciiLetterLower(before[^1]) && name[^4] == 'P');
    }

    public static bool IsToken(ReadOnlySpan<char> normal) => Ends(normal, Tokens);

    /// <summary>Whether one of the words ends the name, but for a number or a word such as "prod".</summary>
    private static bool Ends(ReadOnlySpan<char> normal, string[] words)
    {
        foreach (var word in words)
        {
            var at = normal.LastIndexOf(word);
            if (at >= 0 && (word.Length > 3 || at == 0) && IsTail(normal[(at + word.Length)..].TrimEnd("0123456789"))) return !normal.ContainsAny(Others);
            if (at > 0 && word == "pwd" && at + word.Length == normal.Length) return true;
        }

        return false;
    }

    private static bool IsTail(ReadOnlySpan<char> tail)
    {
        if (tail.IsEmpty) return true;
        foreach (var allowed in Tails)
        {
            if (tail.SequenceEqual(allowed)) return true;
        }

        return false;
    }
}
