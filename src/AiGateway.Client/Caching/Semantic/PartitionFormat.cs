using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Caching.Semantic.Vectors;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>How a group of questions is saved: a version, the embedder, reported pairs, entries, and a hash over all of it.</summary>
/// <remarks>What is damaged, of another version, or of another embedder reads as nothing.</remarks>
internal static class PartitionFormat
{
    private const uint Magic = 0x53475041;
    private const byte Version = 1;
    private const int HashLength = 16;
    private const int MaxTextBytes = 4 * SemanticEligibility.MaxLength;

    /// <summary>Writes a group.</summary>
    /// <param name="embedder">The identity of the embedder.</param>
    /// <param name="dimensions">The length of its embeddings.</param>
    /// <param name="blocked">The pairs that were reported.</param>
    /// <param name="entries">The entries; those that were last of use are written first, as far as the bound allows.</param>
    /// <param name="maxBytes">The bound.</param>
    public static byte[] Write(string embedder, int dimensions, BlockedPair[] blocked, List<SemanticEntry> entries, int maxBytes)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(embedder);
        writer.Write(dimensions);
        writer.Write(blocked.Length);
        foreach (var pair in blocked)
        {
            writer.Write(pair.High);
            writer.Write(pair.Low);
        }

        WriteEntries(writer, dimensions, entries, maxBytes - HashLength);
        writer.Flush();
        stream.Write(Hash(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Reads a group.</summary>
    /// <returns><see langword="null"/> when it cannot be read.</returns>
    public static SavedPartition? Read(byte[] bytes, string embedder, int dimensions)
    {
        if (bytes.Length < HashLength + sizeof(uint) || !Hash(bytes.AsSpan(..^HashLength)).SequenceEqual(bytes.AsSpan(^HashLength..)))
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - HashLength, writable: false), Encoding.UTF8);
            return reader.ReadUInt32() == Magic && reader.ReadByte() == Version && reader.ReadString() == embedder && reader.ReadInt32() == dimensions
                ? new SavedPartition(ReadBlocked(reader), ReadEntries(reader, dimensions)) : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void WriteEntries(BinaryWriter writer, int dimensions, List<SemanticEntry> entries, int maxBytes)
    {
        entries.Sort(static (left, right) => right.LastUse.CompareTo(left.LastUse));
        foreach (var entry in entries)
        {
            var text = Encoding.UTF8.GetBytes(entry.Text);
            if (text.Length > MaxTextBytes)
            {
                continue;
            }

            if (writer.BaseStream.Position + text.Length + entry.Id.Length + (dimensions * 2) + 32 > maxBytes)
            {
                break;
            }

            writer.Write(true);
            writer.Write(entry.Id);
            writer.Write(text.Length);
            writer.Write(text);
            writer.Write(entry.ExpiresAt);
            foreach (var component in entry.Vector)
            {
                writer.Write((Half)component);
            }
        }

        writer.Write(false);
    }

    private static BlockedPair[] ReadBlocked(BinaryReader reader)
    {
        var blocked = new BlockedPair[Checked(reader.ReadInt32(), SemanticPartition.MaxBlocked)];
        for (var i = 0; i < blocked.Length; i++)
        {
            blocked[i] = new BlockedPair(reader.ReadUInt64(), reader.ReadUInt64());
        }

        return blocked;
    }

    private static List<SemanticEntry> ReadEntries(BinaryReader reader, int dimensions)
    {
        List<SemanticEntry> entries = [];
        var halves = new float[dimensions];
        while (reader.ReadBoolean())
        {
            var id = reader.ReadString();
            var text = Encoding.UTF8.GetString(reader.ReadBytes(Checked(reader.ReadInt32(), MaxTextBytes)));
            var expiresAt = reader.ReadInt64();
            for (var i = 0; i < dimensions; i++)
            {
                halves[i] = (float)reader.ReadHalf();
            }

            var unit = new float[dimensions];
            if (VectorCode.TryNormalize(halves, unit))
            {
                entries.Add(new SemanticEntry(id, text, unit, expiresAt));
            }
        }

        return entries;
    }

    private static int Checked(int length, int most) => length >= 0 && length <= most ? length : throw new FormatException("A length is out of range.");

    private static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes).AsSpan(0, HashLength);
}
