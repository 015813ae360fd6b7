using AiGateway.Client.Pipeline;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Loads groups of questions from a distributed cache, and saves them some time after they have changed. Its failures cost entries, never answers.</summary>
internal sealed class PartitionArchive(IDistributedCache cache, TimeProvider time, ILogger logger, string prefix)
{
    /// <summary>Takes over what is saved of a group.</summary>
    public async Task LoadAsync(SemanticPartition partition, SemanticCacheOptions options)
    {
        try
        {
            Merge(partition, await ReadAsync(partition, options).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            SemanticLog.PartitionNotLoaded(logger, exception.GetType().Name);
        }
    }

    /// <summary>Sees to it that a group is saved, if it is not seen to already.</summary>
    public void SaveLater(SemanticPartition partition, SemanticCacheOptions options)
    {
        lock (partition)
        {
            partition.SaveTimer ??= time.CreateTimer(_ => _ = SaveAsync(partition, options), null, options.SaveDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Saves a group now, if it has changed.</summary>
    /// <returns>Whether there is nothing left to save.</returns>
    public Task<bool> FlushAsync(SemanticPartition partition, SemanticCacheOptions options)
    {
        lock (partition)
        {
            if (partition.SaveTimer is null)
            {
                return Task.FromResult(true);
            }
        }

        return SaveAsync(partition, options);
    }

    // Others may have saved the same group: what they know is taken over first, so that the last one to write loses nothing.
    private async Task<bool> SaveAsync(SemanticPartition partition, SemanticCacheOptions options)
    {
        lock (partition)
        {
            partition.SaveTimer?.Dispose();
            partition.SaveTimer = null;
        }

        try
        {
            Merge(partition, await ReadAsync(partition, options).ConfigureAwait(false));
            var entries = partition.Vectors.Snapshot(time.GetUtcNow().UtcTicks);
            var bytes = PartitionFormat.Write(partition.Embedder, partition.Vectors.Dimensions, partition.CopyBlocked(), entries, options.MaxPersistedBytes);
            var expiry = new DistributedCacheEntryOptions { AbsoluteExpiration = Expiry(entries) };
            await WithinAsync(token => cache.SetAsync(NameOf(partition), bytes, expiry, token), options).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            SemanticLog.PartitionNotSaved(logger, exception.GetType().Name);
            return false;
        }
    }

    private async Task<SavedPartition?> ReadAsync(SemanticPartition partition, SemanticCacheOptions options)
    {
        byte[]? bytes = null;
        await WithinAsync(async token => bytes = await cache.GetAsync(NameOf(partition), token).ConfigureAwait(false), options).ConfigureAwait(false);
        if (bytes is null || bytes.Length > options.MaxPersistedBytes)
        {
            return null;
        }

        var saved = PartitionFormat.Read(bytes, partition.Embedder, partition.Vectors.Dimensions);
        if (saved is null)
        {
            SemanticLog.PartitionUnreadable(logger, bytes.Length);
        }

        return saved;
    }

    private void Merge(SemanticPartition partition, SavedPartition? saved)
    {
        if (saved is null)
        {
            return;
        }

        var now = time.GetUtcNow().UtcTicks;
        foreach (var pair in saved.Blocked)
        {
            partition.Block(pair);
        }

        foreach (var entry in saved.Entries)
        {
            if (!entry.IsExpired(now) && !partition.IsForgotten(entry.Id))
            {
                partition.Vectors.AddIfNew(entry, now);
            }
        }
    }

    private string NameOf(SemanticPartition partition) => $"{prefix}:semantic:{partition.Key.Name}";

    private async Task WithinAsync(Func<CancellationToken, Task> work, SemanticCacheOptions options)
    {
        using var deadline = new CancellationTokenSource(options.PersistTimeout, time);
        var pending = work(deadline.Token);
        try
        {
            await pending.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        finally
        {
            if (!pending.IsCompleted)
            {
                _ = Abandoned.ObserveAsync(pending);
            }
        }
    }

    private DateTimeOffset Expiry(List<SemanticEntry> entries)
    {
        var last = time.GetUtcNow().AddMinutes(1).UtcTicks;
        foreach (var entry in entries)
        {
            last = Math.Max(last, entry.ExpiresAt);
        }

        return new DateTimeOffset(last, TimeSpan.Zero);
    }
}
