using AiGateway.Client.Context;

namespace AiGateway.Client.Routing;

/// <summary>A hash of a caller that is the same in every process and version: FNV-1a over the parts, mixed by SplitMix64's finaliser.</summary>
internal static class CallerHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(GatewayCaller caller, string salt, string? moreSalt = null)
    {
        var hash = Add(Add(Offset, salt), moreSalt);
        return Mix(Add(Add(Add(hash, caller.Tenant), caller.User), caller.Application));
    }

    /// <summary>Maps a hash to a number from 0 (included) to 1 (excluded).</summary>
    public static double ToFraction(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>SplitMix64's finaliser (Steele, Lea, Flood: Fast splittable pseudorandom number generators).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        // Separates the parts: "ab" + "c" is not "a" + "bc".
        return (hash ^ 0xFFFF) * Prime;
    }
}
