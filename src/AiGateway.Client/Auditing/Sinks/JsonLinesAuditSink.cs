using AiGateway.Client.Auditing.Chain;

namespace AiGateway.Client.Auditing.Sinks;

/// <summary>Writes records as JSON Lines: a new file for every day, and when one is large enough; checkpoints go to a file beside them.</summary>
/// <remarks>Several instances may share a folder: every run writes files of its own.</remarks>
public sealed class JsonLinesAuditSink : IAuditSink, IDisposable
{
    private readonly string _folder;
    private readonly long _maxBytes;
    private readonly bool _flushToDisk;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AuditFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Number, long Written)> _writers = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="JsonLinesAuditSink"/> class.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <param name="maxBytes">The size at which a new file is begun. Default 100,000,000.</param>
    /// <param name="flushToDisk">Whether every batch is flushed to the disk. Default <see langword="false"/>.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public JsonLinesAuditSink(string folder, long maxBytes = 100_000_000, bool flushToDisk = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = Directory.CreateDirectory(folder).FullName;
        _maxBytes = maxBytes;
        _flushToDisk = flushToDisk;
    }

    internal bool IsOwned { get; init; }

    /// <inheritdoc />
    public ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            // A checkpoint that failed after its entries comes again with them.
            if (batch.Entries.Count > 0 && _writers.GetValueOrDefault(batch.Writer).Written < batch.Entries[^1].Sequence)
            {
                Append(batch);
            }

            if (batch.Checkpoint is { } checkpoint)
            {
                File.AppendAllText(Path.Combine(_folder, AuditFileName.OfCheckpoints(batch.Writer)), CheckpointJson.Write(checkpoint) + "\n");
                End(checkpoint);
            }
        }

        return default;
    }

    /// <inheritdoc />
    /// <remarks>Deletes whole files only: those of days that are over by then.</remarks>
    public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(before.UtcDateTime);
        var count = 0;
        lock (_gate)
        {
            foreach (var file in Directory.GetFiles(_folder, AuditFileName.Pattern).Where(file => AuditFileName.Parse(file) is { } name && name.Day < day && !IsOpen(file)))
            {
                File.Delete(file);
                count++;
            }

            DeleteCheckpoints(day);
        }

        return new(count);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _files.Values)
            {
                file.Dispose();
            }

            _files.Clear();
        }
    }

    private void Append(AuditBatch batch)
    {
        var file = Open(batch);
        try
        {
            file.Append(batch.Lines.Span, _flushToDisk);
        }
        catch
        {
            _files.Remove(batch.Writer);
            using (file)
            {
                // Should this fail too, the rest of a line stays behind, and the check of the chain says so.
                file.Restore();
            }

            throw;
        }

        _writers[batch.Writer] = (file.Name.Number, batch.Entries[^1].Sequence);
    }

    private AuditFile Open(AuditBatch batch)
    {
        var day = DateOnly.FromDateTime(batch.Time.UtcDateTime);
        if (_files.TryGetValue(batch.Writer, out var file))
        {
            if (file.Name.Day == day && file.Length < _maxBytes)
            {
                return file;
            }

            file.Dispose();
            _files.Remove(batch.Writer);
        }

        var (number, written) = _writers.GetValueOrDefault(batch.Writer);
        _writers[batch.Writer] = (number + 1, written);
        return _files[batch.Writer] = new AuditFile(_folder, new AuditFileName(day, batch.Writer, number + 1));
    }

    private void End(AuditCheckpoint checkpoint)
    {
        if (checkpoint.IsFinal && _files.Remove(checkpoint.Writer, out var file))
        {
            file.Dispose();
            _writers.Remove(checkpoint.Writer);
        }
    }

    private bool IsOpen(string path) => _files.Values.Any(file => file.FullName == path);

    // They are of no use without the files, and tell of missing records while those are to be there.
    private void DeleteCheckpoints(DateOnly day)
    {
        foreach (var file in Directory.GetFiles(_folder, AuditFileName.CheckpointPattern))
        {
            if (AuditFileName.WriterOfCheckpoints(file) is { } writer && !_writers.ContainsKey(writer)
                && DateOnly.FromDateTime(File.GetLastWriteTimeUtc(file)) < day && Directory.GetFiles(_folder, $"audit-*-{writer}-*.jsonl").Length == 0)
            {
                File.Delete(file);
            }
        }
    }
}
