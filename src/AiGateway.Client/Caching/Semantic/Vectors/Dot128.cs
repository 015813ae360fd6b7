using System.Runtime.Intrinsics;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>16 dimensions at a time, on any processor that has vectors.</summary>
internal readonly struct Dot128 : IDotKernel
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Dot(ref sbyte row, ref short query, int length)
    {
        var sum = Vector128<int>.Zero;
        for (nuint i = 0; i < (nuint)length; i += 16)
        {
            var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref row, i));
            sum += Multiply(lower, Vector128.LoadUnsafe(ref query, i)) + Multiply(upper, Vector128.LoadUnsafe(ref query, i + 8));
        }

        return Vector128.Sum(sum);
    }

    private static Vector128<int> Multiply(Vector128<short> row, Vector128<short> query)
    {
        var (rowLower, rowUpper) = Vector128.Widen(row);
        var (queryLower, queryUpper) = Vector128.Widen(query);
        return (rowLower * queryLower) + (rowUpper * queryUpper);
    }
}
