using System.Buffers;
using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Values of 20 or more mixed characters in an assignment, whatever the name: opt-in.</summary>
internal sealed class HighEntropyDetector() : AnchorDetector(EntityNames.HighEntropy, Assignment.Signs)
{
    private const int Shortest = 20;
    private const int Longest = 256;
    private const double LeastEntropy = 3.8;

    // Hexadecimal digits are more often a hash than a key: they need a name that says so.
    private static readonly SearchValues<string> KeyWords = SearchValues.Create(["key", "token", "secret", "pass", "auth", "cred", "pwd", "bearer", "session"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Hashes = SearchValues.Create(
        ["hash", "sha1", "sha256", "sha384", "sha512", "md5", "digest", "integrity", "checksum", "etag", "commit", "revision", "fingerprint", "image", "uuid", "guid", "thumbprint", "publickey", "class", "href", "src"],
        StringComparison.Ordinal);

    // PNG, JPEG, GIF, SVG and WebP in base64, the first part of a JWT, and what lock files put before a hash.
    private static readonly string[] Starts = ["iVBOR", "/9j/", "R0lGOD", "PHN2Zy", "UklGR", "eyJ", "sha", "md5-", "data", "http", "h1"];

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (!Assignment.TryRead(text, anchor, Shortest, out var assignment)) return false;
        var value = assignment.Value;
        if (value.Length > Longest || !SecretValue.IsToken(value) || StartsAsOther(value)) return false;
        Span<char> buffer = stackalloc char[SecretName.MaxLength];
        var name = buffer[..SecretName.Normalize(assignment.Name, buffer)];
        if (name.ContainsAny(Hashes)) return false;
        if (value.ContainsAnyExcept(KeyCharacters.Hex) ? Entropy.BitsPerCharacter(value) < LeastEntropy : !name.ContainsAny(KeyWords)) return false;
        found = At(assignment.Start, assignment.Start + value.Length, 0.5);
        return true;
    }

    private static bool StartsAsOther(ReadOnlySpan<char> value)
    {
        foreach (var start in Starts)
        {
            if (value.StartsWith(start)) return true;
        }

        return false;
    }
}
