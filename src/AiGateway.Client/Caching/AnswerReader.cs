using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Caching;

/// <summary>Reads the parts of a stored answer.</summary>
/// <exception cref="InvalidDataException">The bytes are not what was written.</exception>
internal ref struct AnswerReader(ReadOnlySpan<byte> data)
{
    private const int LongestNumber = 10;

    private ReadOnlySpan<byte> _rest = data;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < LongestNumber * AnswerWriter.NumberBits; shift += AnswerWriter.NumberBits)
        {
            var part = Byte();
            value |= (ulong)(part & ~AnswerWriter.More) << shift;
            if (part < AnswerWriter.More)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException();
    }

    public ulong Hash() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public long? Optional() => Byte() == 0 ? null : Number();

    /// <summary>Reads a number of things of which each takes at least one byte.</summary>
    public int Count()
    {
        var count = Number();
        return count >= -1 && count <= _rest.Length ? (int)count : throw new InvalidDataException();
    }

    public ReadOnlySpan<byte> Bytes() => Take(Math.Max(0, Count()));

    public string? Text() => Byte() switch
    {
        AnswerWriter.Absent => null,
        AnswerWriter.Utf8Text => Encoding.UTF8.GetString(Bytes()),
        AnswerWriter.Utf16Text => new string(MemoryMarshal.Cast<byte, char>(Bytes())),
        _ => throw new InvalidDataException(),
    };

    public Dictionary<string, object?>? Map()
    {
        var count = Count();
        if (count < 0)
        {
            return null;
        }

        var map = new Dictionary<string, object?>(count);
        for (var i = 0; i < count; i++)
        {
            map[Text() ?? ""] = Value();
        }

        return map;
    }

    private object? Value() => Byte() switch
    {
        0 => null,
        1 => Text(),
        2 => false,
        3 => true,
        4 => (int)Number(),
        5 => Number(),
        6 => BitConverter.UInt64BitsToDouble(Hash()),
        7 => Json(),
        _ => throw new InvalidDataException(),
    };

    private JsonElement Json()
    {
        var reader = new Utf8JsonReader(Bytes());
        return JsonElement.ParseValue(ref reader);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
