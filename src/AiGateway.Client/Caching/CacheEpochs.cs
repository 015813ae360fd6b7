using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Caching;

/// <summary>Numbers that change with every invalidation: an answer of another epoch is not found any more, also one that is still being fetched.</summary>
/// <remarks>
/// With a shared tier the numbers are in it. One of them, the version, changes with every invalidation of any kind, and is all that is read from time to time; the others
/// are read when they are first needed, and when they are needed again after the version has changed. A number that is lost there stays what it was here.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing.")]
internal sealed class CacheEpochs(TimeProvider time)
{
    private const ulong Seed = 0;
    private const int MostPartitions = 100_000;
    private const string All = "all";
    private const string Version = "version";
    private const string NamePrefix = "epoch:";

    private readonly ConcurrentDictionary<string, CacheEpoch> _routes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<ulong, CacheEpoch> _partitions = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private CacheEpoch _all = CacheEpoch.Unread;
    private ulong _version;
    private long _checkedAt;
    private bool _checked;
    private bool _answered;

    /// <summary>Gets or sets where other processes see the numbers.</summary>
    public SharedTier? Shared { get; set; }

    /// <summary>Gets or sets how long it may take until an invalidation elsewhere is noticed.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    public static ulong HashOf(ReadOnlySpan<byte> partition) => FastHash.Compute(partition, Seed);

    /// <summary>Gets the state of all numbers that concern a request.</summary>
    public ulong Of(string route, ulong partition)
    {
        Span<ulong> parts =
        [
            Volatile.Read(ref _all).Value,
            !_routes.IsEmpty && _routes.TryGetValue(route, out var byRoute) ? byRoute.Value : 0,
            !_partitions.IsEmpty && _partitions.TryGetValue(partition, out var byPartition) ? byPartition.Value : 0,
        ];
        return (parts[0] | parts[1] | parts[2]) == 0 ? 0 : FastHash.Compute(MemoryMarshal.AsBytes(parts), Seed);
    }

    /// <summary>Tells whether the numbers that concern a request are known as they were lately.</summary>
    public bool IsFresh(string route, ulong partition) => Shared is null
        || (IsChecked && Volatile.Read(ref _answered) && IsCurrent(Volatile.Read(ref _all)) && IsCurrent(_routes.GetValueOrDefault(route)) && IsCurrent(_partitions.GetValueOrDefault(partition)));

    /// <summary>Reads the numbers that concern a request again. Those that cannot be read stay as they are.</summary>
    /// <returns>Whether all of them are known now.</returns>
    public async ValueTask<bool> RefreshAsync(string route, ulong partition, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsFresh(route, partition) || Shared is not { } shared)
            {
                return true;
            }

            await CheckAsync(shared, cancellationToken).ConfigureAwait(false);
            return _answered
                && await RefreshAllAsync(shared, cancellationToken).ConfigureAwait(false)
                && await RefreshAsync(shared, _routes, route, RouteName(route), cancellationToken).ConfigureAwait(false)
                && await RefreshAsync(shared, _partitions, partition, PartitionName(partition), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public async ValueTask AdvanceAllAsync(CancellationToken cancellationToken)
    {
        var epoch = Next();
        Volatile.Write(ref _all, epoch);
        await PublishAsync(All, epoch, cancellationToken).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _all, epoch with { IsPublished = true }, epoch);
    }

    public ValueTask AdvanceRouteAsync(string route, CancellationToken cancellationToken) => AdvanceAsync(_routes, route, RouteName(route), cancellationToken);

    public ValueTask AdvancePartitionAsync(ulong partition, CancellationToken cancellationToken) => AdvanceAsync(_partitions, partition, PartitionName(partition), cancellationToken);

    private bool IsChecked => Volatile.Read(ref _checked) && time.GetElapsedTime(Interlocked.Read(ref _checkedAt)) < Interval;

    private bool IsCurrent(CacheEpoch? epoch) => epoch is { IsPublished: true } && epoch.Version == Volatile.Read(ref _version);

    private async ValueTask CheckAsync(SharedTier shared, CancellationToken cancellationToken)
    {
        if (IsChecked)
        {
            return;
        }

        var version = await ReadAsync(shared, Version, 0, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _answered, version is not null);
        Volatile.Write(ref _version, version ?? _version);

        // While the store is down, it is asked no more often than while it is not.
        Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
        Volatile.Write(ref _checked, true);
    }

    private async ValueTask<bool> RefreshAllAsync(SharedTier shared, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _all);
        if (!IsCurrent(known) && await RefreshAsync(shared, All, known, cancellationToken).ConfigureAwait(false) is { } epoch)
        {
            Interlocked.CompareExchange(ref _all, epoch, known);
        }

        return IsCurrent(Volatile.Read(ref _all));
    }

    private async ValueTask<bool> RefreshAsync<TKey>(SharedTier shared, ConcurrentDictionary<TKey, CacheEpoch> epochs, TKey key, string name, CancellationToken cancellationToken)
        where TKey : notnull
    {
        if (epochs.Count > MostPartitions)
        {
            epochs.Clear();
        }

        // What is invalidated here in the meantime is newer than what was read.
        var known = epochs.GetOrAdd(key, CacheEpoch.Unread);
        if (!IsCurrent(known) && await RefreshAsync(shared, name, known, cancellationToken).ConfigureAwait(false) is { } epoch)
        {
            epochs.TryUpdate(key, epoch, known);
        }

        return IsCurrent(epochs.GetValueOrDefault(key));
    }

    private async ValueTask<CacheEpoch?> RefreshAsync(SharedTier shared, string name, CacheEpoch known, CancellationToken cancellationToken)
    {
        var version = Volatile.Read(ref _version);
        if (!known.IsPublished)
        {
            return await TryPublishAsync(shared, name, known, cancellationToken).ConfigureAwait(false) ? known with { IsPublished = true } : null;
        }

        return await ReadAsync(shared, name, known.Value, cancellationToken).ConfigureAwait(false) is { } value ? new CacheEpoch(value, version, IsPublished: true) : null;
    }

    private async ValueTask AdvanceAsync<TKey>(ConcurrentDictionary<TKey, CacheEpoch> epochs, TKey key, string name, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var epoch = Next();
        epochs[key] = epoch;
        await PublishAsync(name, epoch, cancellationToken).ConfigureAwait(false);
        epochs.TryUpdate(key, epoch with { IsPublished = true }, epoch);
    }

    private async ValueTask PublishAsync(string name, CacheEpoch epoch, CancellationToken cancellationToken)
    {
        if (Shared is { } shared && !await TryPublishAsync(shared, name, epoch, cancellationToken).ConfigureAwait(false))
        {
            throw new AiGatewayException(
                "The answers are forgotten here, but the shared cache does not answer: other processes may find theirs until it is told. That is tried again with the requests that follow.");
        }
    }

    // The number first: whoever sees the new version has to find it.
    private static async ValueTask<bool> TryPublishAsync(SharedTier shared, string name, CacheEpoch epoch, CancellationToken cancellationToken) =>
        await WriteAsync(shared, name, epoch.Value, cancellationToken).ConfigureAwait(false)
        && await WriteAsync(shared, Version, NextValue(), cancellationToken).ConfigureAwait(false);

    private static async ValueTask<ulong?> ReadAsync(SharedTier shared, string name, ulong known, CancellationToken cancellationToken)
    {
        var (answered, value) = await shared.GetAsync(NamePrefix + name, cancellationToken).ConfigureAwait(false);
        return !answered ? null : value is { Length: sizeof(ulong) } ? BinaryPrimitives.ReadUInt64LittleEndian(value) : known;
    }

    private static ValueTask<bool> WriteAsync(SharedTier shared, string name, ulong epoch, CancellationToken cancellationToken)
    {
        var value = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(value, epoch);
        return shared.TrySetAsync(NamePrefix + name, value, null, cancellationToken);
    }

    private CacheEpoch Next() => new(NextValue(), Volatile.Read(ref _version), IsPublished: Shared is null);

    // Never one that was there before: no two invalidations are the same.
    private static ulong NextValue() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 1 | 1;

    private static string RouteName(string route) => $"route:{route.ToUpperInvariant()}";

    private static string PartitionName(ulong partition) => "partition:" + partition.ToString("x16", CultureInfo.InvariantCulture);
}
