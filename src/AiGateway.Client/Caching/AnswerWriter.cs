using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AiGateway.Client.Caching;

/// <summary>Writes the parts of a stored answer.</summary>
internal sealed class AnswerWriter
{
    public const byte Absent = 0;
    public const byte Utf8Text = 1;
    public const byte Utf16Text = 2;
    public const int NumberBits = 7;
    public const byte More = 1 << NumberBits;

    // UTF-16 needs up to three bytes of UTF-8 for each unit.
    private const int MaxBytesPerUnit = 3;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    /// <summary>Writes a number in as few bytes as it needs, seven bits in each; the sign is the lowest.</summary>
    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= More; rest >>= NumberBits)
        {
            Byte((byte)(rest | More));
        }

        Byte((byte)rest);
    }

    /// <summary>Writes a number all of whose values are equally likely.</summary>
    public void Hash(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
    }

    public void Optional(long? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number)
        {
            Number(number);
        }
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _buffer.Write(value);
    }

    /// <summary>Writes a text. One that is no Unicode (a lone surrogate) is written as it is, so that it is read as it was.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(Absent);
            return;
        }

        if (Utf8.FromUtf16(value, _buffer.GetSpan(value.Length * MaxBytesPerUnit), out _, out var length, replaceInvalidSequences: false) is OperationStatus.Done)
        {
            Byte(Utf8Text);
            Number(length);
            Encoding.UTF8.GetBytes(value, _buffer);
            return;
        }

        Byte(Utf16Text);
        Bytes(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    public void Map(IDictionary<string, object?>? map)
    {
        Number(map?.Count ?? -1);
        foreach (var (name, value) in map ?? new Dictionary<string, object?>())
        {
            Text(name);
            Value(value);
        }
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                Byte(0);
                break;
            case string text:
                Byte(1);
                Text(text);
                break;
            case bool flag:
                Byte(flag ? (byte)3 : (byte)2);
                break;
            case int number:
                Byte(4);
                Number(number);
                break;
            case long number:
                Byte(5);
                Number(number);
                break;
            case double number:
                Byte(6);
                Hash(BitConverter.DoubleToUInt64Bits(number));
                break;
            case JsonElement json:
                Byte(7);
                Bytes(json.ValueKind is JsonValueKind.Undefined ? "null"u8 : JsonMarshal.GetRawUtf8Value(json));
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType().Name} is not stored.");
        }
    }
}
