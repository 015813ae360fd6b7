using System.Runtime.CompilerServices;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>One dimension at a time.</summary>
internal readonly struct DotScalar : IDotKernel
{
    public static bool IsSupported => true;

    public static int Dot(ref sbyte row, ref short query, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++)
        {
            sum += Unsafe.Add(ref row, i) * Unsafe.Add(ref query, i);
        }

        return sum;
    }
}
