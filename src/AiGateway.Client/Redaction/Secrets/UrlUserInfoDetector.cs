using System.Buffers;
using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>User name and password, or a token, in a URL (RFC 3986, section 3.2.1).</summary>
internal sealed class UrlUserInfoDetector() : AnchorDetector(EntityNames.Secret, ":")
{
    private const string Separator = "://";
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Stops = SearchValues.Create("/?# \t\r\n\"'`<>|\\");

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor == 0 || !text[anchor..].StartsWith(Separator) || !char.IsAsciiLetterOrDigit(text[anchor - 1])) return false;
        var start = anchor + Separator.Length;
        var authority = text.Slice(start, Math.Min(MaxLength, text.Length - start));
        var stop = authority.IndexOfAny(Stops);
        if (stop >= 0) authority = authority[..stop];
        var sign = authority.LastIndexOf('@');
        if (sign < 0) return false;
        var colon = authority[..sign].IndexOf(':');
        if (colon < 0 ? !SecretValue.IsToken(authority[..sign]) : Placeholder.IsPassword(authority[(colon + 1)..sign])) return false;
        found = At(start, start + sign, 0.95) with { SubType = "generic/url-user-info" };
        return true;
    }
}
