namespace AiGateway.Client.Redaction.Detectors;

/// <summary>48-bit hardware addresses: six pairs or three groups of four, with one separator; not all zeros or all ones.</summary>
internal sealed class MacAddressDetector() : AnchorDetector(EntityNames.MacAddress, ":-.")
{
    public override bool CanFollow(char sign, char before) => char.IsAsciiHexDigit(before);

    public override bool CanPrecede(char sign, char after) => char.IsAsciiHexDigit(after);

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        var separator = text[anchor];
        var size = separator == '.' ? 4 : 2;
        var start = anchor - size;
        var end = start + 12 + (12 / size) - 1;
        if (start < 0 || end > text.Length || text[anchor + size + 1] != separator || !Boundary.IsWord(text, start, end)) return false;
        if (start > 1 && text[start - 1] == separator && char.IsAsciiHexDigit(text[start - 2])) return false;
        if (end + 1 < text.Length && text[end] == separator && char.IsAsciiHexDigit(text[end + 1])) return false;
        if (!IsAddress(text[start..end], separator, size)) return false;
        found = At(start, end, 0.9);
        return true;
    }

    private static bool IsAddress(ReadOnlySpan<char> value, char separator, int size)
    {
        var differs = false;
        for (var i = 0; i < value.Length; i++)
        {
            var isSeparator = (i + 1) % (size + 1) == 0;
            if (isSeparator ? value[i] != separator : !char.IsAsciiHexDigit(value[i])) return false;
            differs |= !isSeparator && (value[i] | 0x20) != (value[0] | 0x20);
        }

        return differs || (value[0] != '0' && (value[0] | 0x20) != 'f');
    }
}
