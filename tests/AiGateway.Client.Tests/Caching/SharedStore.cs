using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace AiGateway.Client.Tests.Caching;

/// <summary>A distributed cache that several clients share, and that can be made to fail or to hang.</summary>
internal sealed class SharedStore : IDistributedCache
{
    private int _reads;
    private int _writes;

    public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, DistributedCacheEntryOptions> Lifetimes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what a read waits for, or fails with.</summary>
    public Func<string, Task>? OnRead { get; set; }

    public Func<string, Task>? OnWrite { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Gets the answers: what is under a name that is a hash.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Answers => Values.Where(pair => pair.Key.LastIndexOf(':') == pair.Key.Length - 65);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref _reads);
        await (OnRead?.Invoke(key) ?? Task.CompletedTask);
        return Values.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Interlocked.Increment(ref _writes);
        await (OnWrite?.Invoke(key) ?? Task.CompletedTask);
        Values[key] = value;
        Lifetimes[key] = options;
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
}
