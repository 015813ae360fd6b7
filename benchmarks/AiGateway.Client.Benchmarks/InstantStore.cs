using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace AiGateway.Client.Benchmarks;

/// <summary>A distributed cache that costs a look into a table, or keeps nothing.</summary>
internal sealed class InstantStore(bool keeps) : IDistributedCache
{
    private readonly ConcurrentDictionary<string, Task<byte[]?>> _values = new(StringComparer.Ordinal);
    private readonly Task<byte[]?> _nothing = Task.FromResult<byte[]?>(null);

    public byte[]? Get(string key) => GetAsync(key).Result;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => _values.TryGetValue(key, out var value) ? value : _nothing;

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => _values.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        if (keeps)
        {
            _values[key] = Task.FromResult<byte[]?>(value);
        }
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }
}
