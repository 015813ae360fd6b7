using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>A distributed cache in memory that can be slow, broken, or hold other bytes than were stored.</summary>
internal sealed class FakeDistributedCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    public Func<CancellationToken, Task>? Before { get; set; }

    public int Writes { get; private set; }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await (Before?.Invoke(token) ?? Task.CompletedTask);
        return Values.GetValueOrDefault(key);
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await (Before?.Invoke(token) ?? Task.CompletedTask);
        Values[key] = value;
        Writes++;
    }
}
