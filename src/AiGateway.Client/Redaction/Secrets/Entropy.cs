namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Shannon's entropy of a value: how little its characters repeat.</summary>
internal static class Entropy
{
    private const int Longest = 256;

    /// <summary>Bits per character of the first 256 characters; what is not ASCII counts as one character.</summary>
    public static double BitsPerCharacter(ReadOnlySpan<char> value)
    {
        value = value[..Math.Min(value.Length, Longest)];
        if (value.IsEmpty) return 0;
        Span<ushort> counts = stackalloc ushort[128];
        counts.Clear();
        foreach (var c in value) counts[c & 127]++;
        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 1) sum += count * Math.Log2(count);
        }

        return Math.Log2(value.Length) - (sum / value.Length);
    }
}
