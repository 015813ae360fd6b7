using System.Buffers.Binary;
using System.Numerics;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Keccak-256 of one short block, with the padding from before it became SHA-3: Ethereum's hash.</summary>
internal static class Keccak256
{
    private const int Rate = 136;

    private static readonly int[] Rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
    private static readonly int[] Lanes = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

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

    private static void Round(Span<ulong> state, ulong constant)
    {
        Span<ulong> columns = stackalloc ulong[5];
        for (var x = 0; x < 5; x++) columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        for (var i = 0; i < 25; i++) state[i] ^= columns[(i + 4) % 5] ^ BitOperations.RotateLeft(columns[(i + 1) % 5], 1);

        var moved = state[1];
        for (var i = 0; i < 24; i++) (state[Lanes[i]], moved) = (BitOperations.RotateLeft(moved, Rotations[i]), state[Lanes[i]]);

        for (var row = 0; row < 25; row += 5)
        {
            state.Slice(row, 5).CopyTo(columns);
            for (var x = 0; x < 5; x++) state[row + x] = columns[x] ^ (~columns[(x + 1) % 5] & columns[(x + 2) % 5]);
        }

        state[0] ^= constant;
    }
}
