namespace AiGateway.Client.Auditing.Sinks;

/// <summary>The file to which a writer adds at present.</summary>
internal sealed class AuditFile : IDisposable
{
    private readonly FileStream _stream;

    public AuditFile(string folder, AuditFileName name)
    {
        Name = name;
        _stream = new FileStream(Path.Combine(folder, name.ToString()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        });
    }

    public AuditFileName Name { get; }

    public string FullName => _stream.Name;

    /// <summary>Gets the size of what is complete in it.</summary>
    public long Length { get; private set; }

    /// <summary>Adds lines with one call, so that the end of the process leaves all of them or none in all likelihood.</summary>
    public void Append(ReadOnlySpan<byte> lines, bool flushToDisk)
    {
        _stream.Write(lines);
        if (flushToDisk)
        {
            _stream.Flush(flushToDisk: true);
        }

        Length += lines.Length;
    }

    /// <summary>Takes back what an attempt that failed may have left.</summary>
    public void Restore()
    {
        _stream.SetLength(Length);
        _stream.Position = Length;
    }

    public void Dispose() => _stream.Dispose();
}
