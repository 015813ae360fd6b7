using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Caching;

/// <summary>Writes the parts of a stored answer.</summary>
internal sealed class AnswerWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
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

    public void Text(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            Number(Encoding.UTF8.GetByteCount(value));
            Encoding.UTF8.GetBytes(value, _buffer);
        }
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
                Number(BitConverter.DoubleToInt64Bits(number));
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
