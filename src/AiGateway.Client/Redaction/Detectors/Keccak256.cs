using System.Buffers.Binary;
using System.Numerics;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Keccak-256 of one short block, with the padding from before it became SHA-3: Ethereum's hash.</summary>
internal static class Keccak256
{
    private const int Rate = 136;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Hashes at most 135 bytes into 32.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> hash)
    {
        Span<byte> block = stackalloc byte[Rate];
        block.Clear();
        input.CopyTo(block);
        block[input.Length] = 0x01;
        block[^1] |= 0x80;
        Span<ulong> state = stackalloc ulong[25];
        state.Clear();
        for (var i = 0; i < Rate / 8; i++) state[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);
        foreach (var constant in RoundConstants) Round(state, constant);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(hash[(i * 8)..], state[i]);
    }

    // Written out, for loops over the state cost ten times as much.
    private static void Round(Span<ulong> a, ulong constant)
    {
        _ = a[24];
        var c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
        var c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
        var c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
        var c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
        var c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
        var d0 = c4 ^ BitOperations.RotateLeft(c1, 1);
        var d1 = c0 ^ BitOperations.RotateLeft(c2, 1);
        var d2 = c1 ^ BitOperations.RotateLeft(c3, 1);
        var d3 = c2 ^ BitOperations.RotateLeft(c4, 1);
        var d4 = c3 ^ BitOperations.RotateLeft(c0, 1);

        var b0 = a[0] ^ d0;
        var b1 = BitOperations.RotateLeft(a[6] ^ d1, 44);
        var b2 = BitOperations.RotateLeft(a[12] ^ d2, 43);
        var b3 = BitOperations.RotateLeft(a[18] ^ d3, 21);
        var b4 = BitOperations.RotateLeft(a[24] ^ d4, 14);
        var b5 = BitOperations.RotateLeft(a[3] ^ d3, 28);
        var b6 = BitOperations.RotateLeft(a[9] ^ d4, 20);
        var b7 = BitOperations.RotateLeft(a[10] ^ d0, 3);
        var b8 = BitOperations.RotateLeft(a[16] ^ d1, 45);
        var b9 = BitOperations.RotateLeft(a[22] ^ d2, 61);
        var b10 = BitOperations.RotateLeft(a[1] ^ d1, 1);
        var b11 = BitOperations.RotateLeft(a[7] ^ d2, 6);
        var b12 = BitOperations.RotateLeft(a[13] ^ d3, 25);
        var b13 = BitOperations.RotateLeft(a[19] ^ d4, 8);
        var b14 = BitOperations.RotateLeft(a[20] ^ d0, 18);
        var b15 = BitOperations.RotateLeft(a[4] ^ d4, 27);
        var b16 = BitOperations.RotateLeft(a[5] ^ d0, 36);
        var b17 = BitOperations.RotateLeft(a[11] ^ d1, 10);
        var b18 = BitOperations.RotateLeft(a[17] ^ d2, 15);
        var b19 = BitOperations.RotateLeft(a[23] ^ d3, 56);
        var b20 = BitOperations.RotateLeft(a[2] ^ d2, 62);
        var b21 = BitOperations.RotateLeft(a[8] ^ d3, 55);
        var b22 = BitOperations.RotateLeft(a[14] ^ d4, 39);
        var b23 = BitOperations.RotateLeft(a[15] ^ d0, 41);
        var b24 = BitOperations.RotateLeft(a[21] ^ d1, 2);

        a[0] = b0 ^ (~b1 & b2) ^ constant;
        a[1] = b1 ^ (~b2 & b3);
        a[2] = b2 ^ (~b3 & b4);
        a[3] = b3 ^ (~b4 & b0);
        a[4] = b4 ^ (~b0 & b1);
        a[5] = b5 ^ (~b6 & b7);
        a[6] = b6 ^ (~b7 & b8);
        a[7] = b7 ^ (~b8 & b9);
        a[8] = b8 ^ (~b9 & b5);
        a[9] = b9 ^ (~b5 & b6);
        a[10] = b10 ^ (~b11 & b12);
        a[11] = b11 ^ (~b12 & b13);
        a[12] = b12 ^ (~b13 & b14);
        a[13] = b13 ^ (~b14 & b10);
        a[14] = b14 ^ (~b10 & b11);
        a[15] = b15 ^ (~b16 & b17);
        a[16] = b16 ^ (~b17 & b18);
        a[17] = b17 ^ (~b18 & b19);
        a[18] = b18 ^ (~b19 & b15);
        a[19] = b19 ^ (~b15 & b16);
        a[20] = b20 ^ (~b21 & b22);
        a[21] = b21 ^ (~b22 & b23);
        a[22] = b22 ^ (~b23 & b24);
        a[23] = b23 ^ (~b24 & b20);
        a[24] = b24 ^ (~b20 & b21);
    }
}
