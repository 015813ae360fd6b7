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
    private const int MinRun = 16;
    private const double MinEntropy = 2.5;
    private const string SubType = "generic/private-key";

    private static readonly SearchValues<char> Body = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t \\:,.-");
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    public override bool CanPrecede(char sign, char after) => after == Dashes[0];

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (!text[anchor..].StartsWith(Begin) || !TryReadLine(text, anchor + Begin.Length, out var body)) return false;
        var next = text[body..].IndexOf(Dashes);
        if (next >= 0 && text[(body + next)..].StartsWith(End) && TryReadLine(text, body + next + End.Length, out var end))
        {
            found = At(anchor, end, 1.0) with { SubType = SubType };
            return HasKey(text.Slice(body, next));
        }

        var cut = text.Slice(body, next < 0 ? text.Length - body : next);
        var length = cut.IndexOfAnyExcept(Body);
        cut = (length < 0 ? cut : cut[..length]).TrimEnd();
        if (!HasKey(cut)) return false;
        found = At(anchor, body + cut.Length, 0.9) with { SubType = SubType };
        return true;
    }

    /// <summary>Whether a run of base64 that is no word, no mask and no row of dots stands in the body.</summary>
    private static bool HasKey(ReadOnlySpan<char> body)
    {
        while (!body.IsEmpty)
        {
            var start = body.IndexOfAny(Base64);
            if (start < 0) return false;
            body = body[start..];
            var length = body.IndexOfAnyExcept(Base64);
            var run = length < 0 ? body : body[..length];
            if (run.Length >= MinRun && Entropy.BitsPerCharacter(run) >= MinEntropy) return true;
            body = body[run.Length..];
        }

        return false;
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
