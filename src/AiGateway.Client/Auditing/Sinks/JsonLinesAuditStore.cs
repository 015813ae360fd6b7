using System.Globalization;
using System.Runtime.CompilerServices;
using AiGateway.Client.Auditing.Chain;

namespace AiGateway.Client.Auditing.Sinks;

/// <summary>Reads the files of a <see cref="JsonLinesAuditSink"/>, also while it writes.</summary>
/// <param name="folder">The folder.</param>
public sealed class JsonLinesAuditStore(string folder) : IAuditStore
{
    private const int BufferSize = 64 * 1024;

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (path, name) in Directory.GetFiles(folder, AuditFileName.Pattern).Select(path => (path, Name: AuditFileName.Parse(path))).Where(file => file.Name is not null)
            .OrderBy(file => file.Name!.Writer, StringComparer.Ordinal).ThenBy(file => file.Name!.Number))
        {
            await foreach (var line in ReadFileAsync(path, name!.Writer, cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditCheckpoint> ReadCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var path in Directory.GetFiles(folder, AuditFileName.CheckpointPattern).Order(StringComparer.Ordinal))
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
            {
                if (CheckpointJson.Read(line) is { } checkpoint)
                {
                    yield return checkpoint;
                }
            }
        }
    }

    private static async IAsyncEnumerable<AuditLine> ReadFileAsync(string path, string writer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
        await using var owned = stream.ConfigureAwait(false);
        var buffer = new byte[BufferSize];
        var (used, number, offset) = (0, 0L, 0L);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(used), cancellationToken).ConfigureAwait(false);
            used += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, used - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                yield return new AuditLine(writer, Location(++number, offset + start), buffer.AsMemory(start, length));
            }

            if (read == 0)
            {
                break;
            }

            (offset, used) = (offset + start, used - start);
            buffer.AsSpan(start, used).CopyTo(buffer);
            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        if (used > 0)
        {
            yield return new AuditLine(writer, Location(number + 1, offset), buffer.AsMemory(0, used), IsWhole: false);
        }

        string Location(long line, long at) => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {line}, byte {at}");
    }
}
