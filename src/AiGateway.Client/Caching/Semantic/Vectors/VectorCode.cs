using System.Numerics.Tensors;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>How vectors are made short: each dimension a signed byte times a factor of the vector. A query has 16 bits, so that only the stored side loses any.</summary>
internal static class VectorCode
{
    /// <summary>Rows begin and end at multiples of a cache line.</summary>
    public const int Alignment = 64;

    /// <summary>More dimensions than any embedder has; the sum of as many products still fits.</summary>
    public const int MaxDimensions = 8192;

    /// <summary>More than the first pass can be wrong by, at any number of dimensions.</summary>
    public const float Slack = 0.02f;

    private const float MaxCode = sbyte.MaxValue;
    private const float MaxQuery = 2047;

    /// <summary>The length of a row, with zeros at its end.</summary>
    public static int Stride(int dimensions) => (dimensions + Alignment - 1) / Alignment * Alignment;

    /// <summary>Brings a vector to the length one.</summary>
    /// <returns><see langword="false"/> when it has no direction: zero, not a number, or infinite.</returns>
    public static bool TryNormalize(ReadOnlySpan<float> vector, Span<float> unit)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (!float.IsFinite(norm) || norm <= 0)
        {
            return false;
        }

        TensorPrimitives.Divide(vector, norm, unit);
        return true;
    }

    /// <summary>Writes a row.</summary>
    /// <returns>The factor of its codes.</returns>
    public static float Encode(ReadOnlySpan<float> unit, Span<sbyte> row)
    {
        var scale = Scale(unit, MaxCode);
        for (var i = 0; i < unit.Length; i++)
        {
            row[i] = (sbyte)MathF.Round(unit[i] / scale);
        }

        row[unit.Length..].Clear();
        return scale;
    }

    /// <summary>Writes a query.</summary>
    /// <returns>The factor of its codes.</returns>
    public static float EncodeQuery(ReadOnlySpan<float> unit, Span<short> query)
    {
        var scale = Scale(unit, MaxQuery);
        for (var i = 0; i < unit.Length; i++)
        {
            query[i] = (short)MathF.Round(unit[i] / scale);
        }

        query[unit.Length..].Clear();
        return scale;
    }

    private static float Scale(ReadOnlySpan<float> unit, float max) => Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(unit)), float.Epsilon * max) / max;
}
