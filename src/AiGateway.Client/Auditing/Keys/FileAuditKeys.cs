using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Auditing.Keys;

/// <summary>Keeps a random key for every tenant as a file of its own. A tenant that has none gets one with its first request.</summary>
/// <remarks>Instances may share the folder. Another instance goes on with a destroyed key for a minute at most.</remarks>
public sealed class FileAuditKeys : IAuditKeyProvider
{
    private const int KeyLength = 32;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (AuditKey Key, long Read)> _keys = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="FileAuditKeys"/> class.</summary>
    /// <param name="folder">The folder; it is made where it is missing. Only the gateway should be able to read it, and its backups must not outlive an erasure.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for that of the system.</param>
    public FileAuditKeys(string folder, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken)
    {
        var file = FileOf(tenant);
        if (_keys.TryGetValue(file, out var known) && _time.GetElapsedTime(known.Read) < KeptFor)
        {
            return new(known.Key);
        }

        var key = new AuditKey(ReadOrCreate(file));
        _keys[file] = (key, _time.GetTimestamp());
        return new(key);
    }

    /// <summary>Finds the key of a tenant and makes none.</summary>
    /// <param name="tenant">The tenant; <see langword="null"/> for requests of none.</param>
    /// <returns>The key; <see langword="null"/> when there is none, or none any more.</returns>
    public AuditKey? Find(string? tenant) => FileOf(tenant) is var file && File.Exists(file) ? new AuditKey(File.ReadAllBytes(file)) : null;

    /// <summary>Destroys the key of a tenant: what its records hold of users and content can never be read or compared again. The records stay, and their chains stay whole.</summary>
    /// <param name="tenant">The tenant; <see langword="null"/> for requests of none.</param>
    /// <returns><see langword="false"/> when there was no key.</returns>
    public bool Destroy(string? tenant)
    {
        var file = FileOf(tenant);
        var existed = File.Exists(file);
        if (existed)
        {
            // The file system may keep the blocks of a deleted file for a while.
            File.WriteAllBytes(file, new byte[KeyLength]);
            File.Delete(file);
        }

        _keys.TryRemove(file, out _);
        return existed;
    }

    // Names of tenants may be anything; those of files may not.
    private string FileOf(string? tenant) =>
        Path.Combine(_folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tenant is null ? "" : $"={tenant}")))[..32]}.key");

    private byte[] ReadOrCreate(string file)
    {
        if (File.Exists(file))
        {
            return File.ReadAllBytes(file);
        }

        Directory.CreateDirectory(_folder);
        var fresh = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyLength));
            stream.Flush(flushToDisk: true);
        }

        return Publish(fresh, file);
    }

    // Whoever is first decides, and a key is never seen half written.
    private static byte[] Publish(string fresh, string file)
    {
        try
        {
            File.Move(fresh, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(fresh);
        }

        return File.ReadAllBytes(file);
    }
}
