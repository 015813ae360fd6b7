namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>A dot product of a stored row with a query, for one set of instructions.</summary>
internal interface IDotKernel
{
    static abstract bool IsSupported { get; }

    /// <summary>Multiplies a row of signed bytes with a query of 16-bit integers; the length is a multiple of <see cref="VectorCode.Alignment"/>.</summary>
    static abstract int Dot(ref sbyte row, ref short query, int length);
}
