using System.Numerics;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Which detectors to ask about a sign, by the characters beside it.</summary>
internal sealed class SignLanes
{
    private const int Ascii = 128;
    private const uint All = uint.MaxValue;

    private readonly AnchorDetector[][] _detectors = new AnchorDetector[Ascii][];
    private readonly uint[][] _before = new uint[Ascii][];
    private readonly uint[][] _after = new uint[Ascii][];

    public SignLanes(IReadOnlyList<AnchorDetector> detectors)
    {
        for (var sign = 0; sign < Ascii; sign++)
        {
            var ofSign = _detectors[sign] = [.. detectors.Where(detector => detector.Anchors.Contains((char)sign))];
            if (ofSign.Length == 0) continue;
            _before[sign] = Masks(ofSign, static (detector, sign, beside) => detector.CanFollow(sign, beside), (char)sign);
            _after[sign] = Masks(ofSign, static (detector, sign, beside) => detector.CanPrecede(sign, beside), (char)sign);
        }
    }

    /// <summary>Asks in the order of preference.</summary>
    public bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        var sign = text[anchor];
        var mask = Mask(_before[sign], text, anchor - 1) & Mask(_after[sign], text, anchor + 1);
        var detectors = _detectors[sign];
        while (mask != 0)
        {
            var index = BitOperations.TrailingZeroCount(mask);
            if (index >= detectors.Length) break;
            if (detectors[index].TryFind(text, anchor, out found)) return true;
            mask &= mask - 1;
        }

        found = default;
        return false;
    }

    /// <summary>Beyond ASCII, and outside the text, only the detector itself can tell.</summary>
    private static uint Mask(uint[] masks, ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && text[at] < Ascii ? masks[text[at]] : All;

    private static uint[] Masks(AnchorDetector[] detectors, Func<AnchorDetector, char, char, bool> can, char sign)
    {
        var masks = new uint[Ascii];
        for (var i = 0; i < Ascii; i++)
        {
            for (var index = 0; index < detectors.Length; index++)
            {
                if (can(detectors[index], sign, (char)i)) masks[i] |= 1u << index;
            }
        }

        return masks;
    }
}
