using System.Buffers;
using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Private keys between PEM lines (RFC 7468), also when the end was cut off.</summary>
internal sealed class PemDetector() : AnchorDetector(EntityNames.Secret, "-")
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int MaxLabel = 64;
    private const int MinCutBody = 16;

    private static readonly SearchValues<char> Body = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t \\");

    public override bool CanPrecede(char sign, char after) => after == Dashes[0];

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (!text[anchor..].StartsWith(Begin) || !TryReadLine(text, anchor + Begin.Length, out var body)) return false;
        var next = text[body..].IndexOf(Dashes);
        if (next >= 0 && text[(body + next)..].StartsWith(End) && TryReadLine(text, body + next + End.Length, out var end))
        {
            found = At(anchor, end, 1.0);
            return true;
        }

        var cut = text.Slice(body, next < 0 ? text.Length - body : next);
        var length = cut.IndexOfAnyExcept(Body);
        cut = (length < 0 ? cut : cut[..length]).TrimEnd();
        if (cut.Length < MinCutBody) return false;
        found = At(anchor, body + cut.Length, 0.9);
        return true;
    }

    /// <summary>Reads the label of a private key and the dashes behind it.</summary>
    private static bool TryReadLine(ReadOnlySpan<char> text, int start, out int end)
    {
        var line = text.Slice(start, Math.Min(MaxLabel, text.Length - start));
        var label = line.IndexOf(Dashes);
        end = start + label + Dashes.Length;
        return label > 0 && line[..label].Contains("PRIVATE KEY", StringComparison.Ordinal);
    }
}
