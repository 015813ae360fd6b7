using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using AiGateway.Client.Context;

namespace AiGateway.Client.Caching;

/// <summary>Writes canonical bytes: every text and every list with its length, every optional value with its presence. The buffer is pooled.</summary>
internal ref struct KeyWriter
{
    private const int InitialSize = 8192;
    private const int LengthSize = sizeof(int);

    // UTF-16 needs up to three bytes of UTF-8 for each unit.
    private const int MaxBytesPerUnit = 3;
    private const byte Absent = 0;
    private const byte Utf8Text = 1;
    private const byte Utf16Text = 2;

    private byte[] _buffer;

    public KeyWriter() => _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);

    /// <summary>Gets the number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Gets why the key does not say all that is asked.</summary>
    public CacheBypass Reason { get; private set; }

    public readonly bool IsBypassed => Reason is not CacheBypass.None;

    public readonly byte[] Buffer => _buffer;

    public void Bypass(CacheBypass reason) => Reason = IsBypassed ? Reason : reason;

    public void Byte(byte value)
    {
        Ensure(1);
        _buffer[Length++] = value;
    }

    public void Number(int value)
    {
        Ensure(LengthSize);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(Length), value);
        Length += LengthSize;
    }

    public void Number(long value)
    {
        Ensure(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += sizeof(long);
    }

    public void Optional(long? value)
    {
        Byte(value is null ? Absent : Utf8Text);
        if (value is { } number)
        {
            Number(number);
        }
    }

    public void Optional(float? value) => Optional(value is { } number ? BitConverter.SingleToInt32Bits(number) : default(long?));

    public void Optional(bool? value) => Optional(value is { } flag ? (flag ? 1 : 0) : default(long?));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Raw(value);
    }

    /// <summary>Writes bytes that are canonical already, without their length.</summary>
    public void Raw(ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_buffer.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>Writes a text. One that is no Unicode (a lone surrogate) is written as it is, so that no two texts are the same bytes.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(Absent);
            return;
        }

        Ensure(1 + LengthSize + value.Length * MaxBytesPerUnit);
        var room = _buffer.AsSpan(Length + 1 + LengthSize);
        var kind = Utf8Text;
        if (Utf8.FromUtf16(value, room, out _, out var written, replaceInvalidSequences: false) is not OperationStatus.Done)
        {
            kind = Utf16Text;
            var units = MemoryMarshal.AsBytes(value.AsSpan());
            units.CopyTo(room);
            written = units.Length;
        }

        _buffer[Length] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(Length + 1), written);
        Length += 1 + LengthSize + written;
    }

    public void Json(JsonElement? value)
    {
        Byte(value is null or { ValueKind: JsonValueKind.Undefined } ? Absent : Utf8Text);
        if (value is { ValueKind: not JsonValueKind.Undefined } element)
        {
            Bytes(JsonMarshal.GetRawUtf8Value(element));
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Ensure(int more)
    {
        if (_buffer.Length - Length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + more), (int)Math.Min(2L * _buffer.Length, Array.MaxLength)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
