using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Values that the name tells: passwords, tokens, and keys of issuers that only their name gives away.</summary>
/// <remarks>The value is looked at first: most have no digit, so that a sign in prose or code costs little.</remarks>
internal sealed class AssignmentDetector(params AnchorDetector[] keys) : AnchorDetector(EntityNames.Secret, Assignment.Signs)
{
    private const int Shortest = 6;
    private const string Password = "generic/password";
    private const string Token = "generic/token";
    private const string Registry = "docker/registry-login";

    private static readonly NamedFormat[][] ByLength = CreateByLength();

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (!Assignment.TryRead(text, anchor, Shortest, out var assignment)) return false;
        var value = assignment.Value;
        if (!value.ContainsAnyInRange('0', '9') && value[^1] != '=' && !value.ContainsAny('!', '@', '#') && !value.ContainsAny('$', '*', '^')) return false;
        Span<char> buffer = stackalloc char[SecretName.MaxLength];
        var name = buffer[..SecretName.Normalize(assignment.Name, buffer)];
        if (Kind(name, assignment) is not { } subType) return false;
        // Passwords end with such signs, tokens do not.
        var trimmed = assignment.IsQuoted ? value.Length : value.TrimEnd(subType == Password ? "." : ".!?").Length;
        found = At(assignment.Start, assignment.Start + trimmed, subType == Password ? 0.8 : 0.85) with { SubType = KeyAt(text, assignment) ?? subType };
        return true;
    }

    /// <summary>The kind of the key in the value, when its own form tells one.</summary>
    private string? KeyAt(ReadOnlySpan<char> text, in Assignment assignment)
    {
        for (var i = 0; i < assignment.Value.Length; i++)
        {
            foreach (var detector in keys)
            {
                if (detector.Anchors.Contains(assignment.Value[i]) && detector.TryFind(text, assignment.Start + i, out var key)) return key.SubType;
            }
        }

        return null;
    }

    private static string? Kind(ReadOnlySpan<char> name, in Assignment assignment)
    {
        var value = assignment.Value;
        if (value.Length < ByLength.Length)
        {
            foreach (var format in ByLength[value.Length])
            {
                if (format.Fits(name, value)) return format.SubType;
            }
        }

        if (SecretName.IsPassword(name) || SecretName.EndsWithPass(assignment.Name)) return SecretValue.IsPassword(assignment) ? Password : null;
        if (name is "auth" && AuthorizationDetector.IsUserAndPassword(value)) return Registry;
        return SecretName.IsToken(name) && SecretValue.IsToken(value) ? Token : null;
    }

    private static NamedFormat[][] CreateByLength()
    {
        var longest = NamedFormats.All.Max(format => format.MaxLength);
        return [.. Enumerable.Range(0, longest + 1).Select(length => NamedFormats.All.Where(format => length >= format.MinLength && length <= format.MaxLength).ToArray())];
    }
}
