using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Puts records into a chain: each has a number and the hash of the one before, and its own hash covers both.</summary>
internal sealed class ChainWriter(string name, byte[]? secret) : IDisposable
{
    /// <summary>What a first entry has for the hash of the one before.</summary>
    public const string Root = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly List<(int Start, int Length, string Hash)> _lines = [];
    private readonly Utf8JsonWriter _json = new(new ArrayBufferWriter<byte>(), new JsonWriterOptions { SkipValidation = true });
    private string _hash = Root;
    private DateTimeOffset? _time;
    private long _checked = -1;

    public string Name => name;

    /// <summary>Gets the number of the latest entry.</summary>
    public long Sequence { get; private set; }

    /// <summary>Makes a batch of records. The text of the batch before is no longer valid then.</summary>
    public AuditBatch Seal(IReadOnlyList<AuditRecord> records, DateTimeOffset now, bool withCheckpoint, bool isFinal = false)
    {
        // A clock that is set back must not make an entry older than the one before: retention deletes by age.
        now = now < _time ? _time.Value : now;
        _buffer.ResetWrittenCount();
        _lines.Clear();
        var first = Sequence + 1;
        for (var i = 0; i < records.Count; i++)
        {
            Write(records[i], now);
        }

        // The buffer may have moved while it grew.
        var entries = new AuditEntry[records.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (start, length, hash) = _lines[i];
            entries[i] = new AuditEntry(records[i], first + i, hash, _buffer.WrittenMemory.Slice(start, length));
        }

        return new AuditBatch(name, now, _buffer.WrittenMemory, entries, withCheckpoint ? Check(now, isFinal) : null);
    }

    public void Dispose() => _json.Dispose();

    private AuditCheckpoint Check(DateTimeOffset now, bool isFinal)
    {
        _checked = Sequence;
        return new AuditCheckpoint(name, Sequence, _hash, now, isFinal, CheckpointSeal.Compute(secret, name, Sequence, _hash, isFinal));
    }

    /// <summary>Gets how many entries there are since the latest checkpoint.</summary>
    public long Unchecked => Sequence - Math.Max(0, _checked);

    private void Write(AuditRecord record, DateTimeOffset now)
    {
        var start = _buffer.WrittenCount;
        Sequence++;
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteNumber("seq"u8, Sequence);
        _json.WriteString("writer"u8, name);
        _json.WriteString("at"u8, now);
        if (_time is { } previous)
        {
            _json.WriteString("prevAt"u8, previous);
        }

        _json.WriteString("prev"u8, _hash);
        _json.WritePropertyName("record"u8);
        RecordJson.Write(_json, record);
        _json.Flush();
        _time = now;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.WrittenSpan[start..], hash);
        _hash = Convert.ToHexStringLower(hash);
        AppendHash();
        _lines.Add((start, _buffer.WrittenCount - start - 1, _hash));
    }

    private void AppendHash()
    {
        var tail = _buffer.GetSpan(ChainLine.TailLength + 1);
        ChainLine.TailStart.CopyTo(tail);
        Encoding.ASCII.GetBytes(_hash, tail[ChainLine.TailStart.Length..]);
        "\"}\n"u8.CopyTo(tail[(ChainLine.TailLength - 2)..]);
        _buffer.Advance(ChainLine.TailLength + 1);
    }
}
