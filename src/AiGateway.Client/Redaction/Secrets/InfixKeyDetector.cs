using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys without a prefix, found at the sign of their literal.</summary>
internal sealed class InfixKeyDetector : AnchorDetector
{
    private readonly InfixFormat[][] _bySign = new InfixFormat[128][];

    public InfixKeyDetector(IReadOnlyCollection<InfixFormat> formats)
        : base(EntityNames.Secret, string.Concat(formats.Select(format => format.Literal[0]).Distinct()))
    {
        for (var c = 0; c < _bySign.Length; c++) _bySign[c] = [.. formats.Where(format => format.Literal[0] == c)];
    }

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        foreach (var format in _bySign[text[anchor]])
        {
            if (!format.TryFind(text, anchor, out var start, out var end)) continue;
            found = At(start, end, 0.95) with { SubType = format.SubType };
            return true;
        }

        found = default;
        return false;
    }
}
