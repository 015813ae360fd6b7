using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using AiGateway.Client.Auditing.Keys;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Content;

/// <summary>Hashes content under a key, run by run: the same text gives the same hash, in how many pieces it ever comes.</summary>
/// <remarks>A run begins with a byte that no UTF-8 text has, so that no content can pass for another one.</remarks>
internal sealed partial class ContentDigest : IDisposable
{
    /// <summary>The most characters of which a record keeps the text.</summary>
    private const int MostKept = 262_144;

    private const int BufferSize = 2048;

    private const byte Mark = 0xFF;

    // The bytes of a character.
    private const int LargestStep = 4;

    private readonly AuditKey _key;
    private readonly StringBuilder? _text;
    private IncrementalHash? _hash;
    private byte[] _buffer;
    private int _used;
    private char _half;
    private char _run;

    public ContentDigest(AuditKey key, bool keepsText)
    {
        _key = key;
        _hash = key.TakeHash();
        _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        _text = keepsText ? new StringBuilder() : null;
    }

    /// <summary>Gets a value indicating whether anything was added.</summary>
    public bool IsEmpty => _run == default;

    public static ContentDigest OfPrompt(AuditKey key, IEnumerable<ChatMessage> messages, ChatOptions? options, bool keepsText)
    {
        var digest = new ContentDigest(key, keepsText);
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            digest.Begin('I');
            digest.Write(instructions);
        }

        foreach (var message in messages)
        {
            digest.Begin('M');
            digest.Write(message.Role.Value);
            digest.Add(message.Contents);
        }

        return digest;
    }

    public static ContentDigest OfAnswer(AuditKey key, ChatResponse response, bool keepsText)
    {
        var digest = new ContentDigest(key, keepsText);
        foreach (var message in response.Messages)
        {
            digest.Add(message.Contents);
        }

        return digest;
    }

    public void Add(IList<AIContent> contents)
    {
        // An enumerator would be an object for every update.
        for (var i = 0; i < contents.Count; i++)
        {
            Add(contents[i]);
        }
    }

    public void Add(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                Continue('T', text.Text);
                break;
            case TextReasoningContent reasoning:
                Continue('R', reasoning.Text);
                break;
            case UsageContent:
                break;
            default:
                AddOther(content);
                break;
        }
    }

    /// <summary>Ends with the hash, in hexadecimal, and with the text where it is kept.</summary>
    public (string Hash, string? Text) Finish()
    {
        EndText();
        var hash = _hash!;
        _hash = null;
        hash.AppendData(_buffer, 0, _used);
        Span<byte> value = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(value);
        _key.GiveBack(hash);
        return (Convert.ToHexStringLower(value), _text?.ToString());
    }

    public void Dispose()
    {
        _hash?.Dispose();
        _hash = null;
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void Continue(char kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (_run != kind)
        {
            Begin(kind);
        }

        Write(text);
    }

    private void Begin(char kind)
    {
        EndText();
        Byte(Mark);
        Byte((byte)kind);
        _run = kind;
        if (_text is { Length: > 0 and < MostKept })
        {
            _text.Append('\n');
        }

        _text?.Append(_text.Length < MostKept ? $"{kind}: " : "");
    }

    private void Write(ReadOnlySpan<char> text)
    {
        _text?.Append(text[..Math.Min(text.Length, Math.Max(0, MostKept - _text.Length))]);
        if (_half != default && text.Length > 0)
        {
            var isPair = char.IsLowSurrogate(text[0]);
            Encode(isPair ? [_half, text[0]] : [_half], isLast: true);
            text = isPair ? text[1..] : text;
            _half = default;
        }

        Encode(text, isLast: false);
    }

    // Half a pair waits until the other half comes.
    private void Encode(ReadOnlySpan<char> text, bool isLast)
    {
        OperationStatus status;
        do
        {
            MakeRoom();
            status = Utf8.FromUtf16(text, _buffer.AsSpan(_used), out var read, out var written, replaceInvalidSequences: true, isFinalBlock: isLast);
            text = text[read..];
            _used += written;
        }
        while (status is OperationStatus.DestinationTooSmall);

        _half = text.Length > 0 ? text[0] : default;
    }

    private void EndText()
    {
        if (_half != default)
        {
            Encode([_half], isLast: true);
        }
    }

    private void Byte(byte value)
    {
        MakeRoom();
        _buffer[_used++] = value;
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _used < LargestStep)
        {
            _hash!.AppendData(_buffer, 0, _used);
            _used = 0;
        }
    }
}
