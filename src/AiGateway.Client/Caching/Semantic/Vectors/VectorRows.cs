using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>Short vectors, one behind the other in memory that never moves, so that each begins at a cache line.</summary>
/// <remarks>
/// A row may be rewritten while it is read. A reader then misjudges that row and no other, which the exact comparison that follows puts right.
/// </remarks>
internal sealed class VectorRows
{
    private readonly sbyte[] _codes;
    private readonly float[] _scales;
    private readonly int _offset;

    public VectorRows(int dimensions, int capacity)
    {
        Dimensions = dimensions;
        Stride = VectorCode.Stride(dimensions);
        _codes = GC.AllocateUninitializedArray<sbyte>(checked((capacity * Stride) + VectorCode.Alignment), pinned: true);
        _scales = new float[capacity];
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_codes, 0);
        _offset = (int)((VectorCode.Alignment - (address % VectorCode.Alignment)) % VectorCode.Alignment);
    }

    public int Dimensions { get; }

    public int Stride { get; }

    public int Capacity => _scales.Length;

    /// <summary>Writes a row.</summary>
    public void Set(int slot, ReadOnlySpan<float> unit)
    {
        var scale = VectorCode.Encode(unit, _codes.AsSpan(_offset + (slot * Stride), Stride));
        Volatile.Write(ref _scales[slot], scale);
    }

    /// <summary>Lets scans pass over a row.</summary>
    public void Clear(int slot) => Volatile.Write(ref _scales[slot], 0);

    /// <summary>Copies the first rows of others.</summary>
    public void CopyFrom(VectorRows other, int count)
    {
        other._codes.AsSpan(other._offset, count * Stride).CopyTo(_codes.AsSpan(_offset));
        other._scales.AsSpan(0, count).CopyTo(_scales);
    }

    /// <summary>Compares the first rows with a query.</summary>
    public void Scan(ReadOnlySpan<short> query, float queryScale, int count, ref TopCandidates top)
    {
        if (Dot512.IsSupported)
        {
            Scan<Dot512>(query, queryScale, count, ref top);
        }
        else if (Dot256.IsSupported)
        {
            Scan<Dot256>(query, queryScale, count, ref top);
        }
        else if (Dot128.IsSupported)
        {
            Scan<Dot128>(query, queryScale, count, ref top);
        }
        else
        {
            Scan<DotScalar>(query, queryScale, count, ref top);
        }
    }

    /// <summary>Compares the first rows with a query, with given instructions.</summary>
    public void Scan<TKernel>(ReadOnlySpan<short> query, float queryScale, int count, ref TopCandidates top)
        where TKernel : struct, IDotKernel
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, Stride);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_codes), _offset);
        ref var first = ref MemoryMarshal.GetReference(query);
        var (scales, stride, floor) = (_scales, Stride, top.Floor);
        for (var slot = 0; slot < count; slot++)
        {
            var score = TKernel.Dot(ref row, ref first, stride) * queryScale * scales[slot];
            if (score > floor)
            {
                top.Add(score, slot);
                floor = top.Floor;
            }

            row = ref Unsafe.Add(ref row, stride);
        }
    }
}
