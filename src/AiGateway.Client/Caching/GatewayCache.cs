using System.Buffers.Binary;
using System.Security.Cryptography;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching;

/// <summary>What outlives configurations: the answers, and the flights under way.</summary>
internal sealed class GatewayCache : IGatewayCache
{
    private readonly CacheEpochs _epochs;
    private readonly MemoryTier _memory;
    private readonly CacheRandom _random;
    private readonly SemanticTier? _semantic;
    private readonly GatewayInstruments _instruments;
    private readonly ILogger _logger;
    private volatile SharedTier? _shared;
    private CachePartition _partition = CachePartition.Parse("Tenant")!;

    public GatewayCache(TimeProvider time, GatewayInstruments instruments, ILogger logger, CacheRandom random, SemanticTier? semantic = null)
    {
        Time = time;
        _instruments = instruments;
        _logger = logger;
        _epochs = new CacheEpochs(time);
        _random = random;
        _semantic = semantic;
        _memory = new MemoryTier(new CachingOptions().MaxBytes, evicted => instruments.CacheEvictions.Add(evicted));
        instruments.ObserveCacheBytes(() => _memory.Bytes);
    }

    public TimeProvider Time { get; }

    /// <summary>Gets the flights under way.</summary>
    public FlightTable Flights { get; } = new();

    public int Count => _memory.Count;

    public long Bytes => _memory.Bytes;

    /// <summary>Gets what finds questions that mean the same.</summary>
    public SemanticCache? Semantic => _semantic?.Cache;

    /// <summary>Gets everything that is kept in memory.</summary>
    public IEnumerable<MemoryEntry> Entries => _memory.Entries;

    /// <summary>Takes over what a new configuration says of the store itself.</summary>
    public void Use(CachingOptions options, CachePartition partition, IDistributedCache? store)
    {
        var shared = options.Shared && store is not null ? (_shared?.Store == store ? _shared : new SharedTier(store, Time, _instruments, _logger)) : null;
        if (shared is not null)
        {
            shared.Timeout = options.SharedTimeout;
            shared.Prefix = options.SharedPrefix;
        }

        _shared = shared;
        _epochs.Shared = shared;
        _epochs.Interval = options.InvalidationInterval;
        _memory.MaxBytes = options.MaxBytes;
        _partition = partition;
        _semantic?.Cache.Use(options.Semantic, options.SharedPrefix);
    }

    public ValueTask InvalidateAsync(CacheScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var advancing = AdvanceAsync(scope, cancellationToken);
        if (scope.Caller is null)
        {
            // Those of a partition leave when their turn comes: they are unfindable already.
            _memory.RemoveWhere(answer => scope.RouteName is null || answer.Route.Equals(scope.RouteName, StringComparison.OrdinalIgnoreCase));
        }

        return advancing;
    }

    /// <summary>Gets the epoch of a request, and whether it is known as it was lately.</summary>
    public ulong EpochOf(string route, ulong partition, out bool isFresh)
    {
        isFresh = _epochs.IsFresh(route, partition);
        return _epochs.Of(route, partition);
    }

    public ValueTask<bool> RefreshAsync(string route, ulong partition, CancellationToken cancellationToken) => _epochs.RefreshAsync(route, partition, cancellationToken);

    /// <summary>Finds an answer in memory.</summary>
    /// <param name="key">The key.</param>
    /// <param name="epoch">The epoch of the request.</param>
    /// <param name="stale">Whether it is past its time.</param>
    public CachedAnswer? Find(in CacheKey key, ulong epoch, out bool stale)
    {
        stale = false;
        if (_memory.Find(key.View) is not { } answer)
        {
            return null;
        }

        var now = Time.GetUtcNow();
        if (answer.Epoch != epoch || now >= answer.StaleUntil)
        {
            _memory.Remove(key.View, answer);
            return null;
        }

        stale = now >= answer.ExpiresAt;
        return answer;
    }

    /// <summary>Tells what would be found in memory, and leaves no trace of the question.</summary>
    public GatewayCacheResult Peek(in CacheKey key, ulong epoch)
    {
        var (answer, now) = (_memory.Peek(key.View), Time.GetUtcNow());
        return answer is null || answer.Epoch != epoch || now >= answer.StaleUntil ? GatewayCacheResult.Miss : now < answer.ExpiresAt ? GatewayCacheResult.Hit : GatewayCacheResult.Stale;
    }

    /// <summary>Looks where only a flight looks: once for all who ask the same.</summary>
    public async ValueTask<FlightResult?> FindAsync(FlightRequest request, CancellationToken cancellationToken)
    {
        if (!request.LooksUp)
        {
            return null;
        }

        if (await FindExactAsync(request, cancellationToken).ConfigureAwait(false) is { } answer)
        {
            return Found(answer, GatewayCacheResult.Hit);
        }

        return _semantic is { Cache.IsOn: true } && await _semantic.FindAsync(request, FindExactAsync, cancellationToken).ConfigureAwait(false) is { } found
            ? Found(found.Answer, new GatewayCacheResult { Status = CacheStatus.SemanticHit, Score = found.Match.Score }, found.Match) : null;
    }

    /// <summary>Stores the answer of a flight, if it is complete.</summary>
    public void Keep(FlightRequest request, FlightResult result)
    {
        if (!request.Stores || result.Found is not null || result.Shared is null
            || Storability.Measure(result.Shared, request.Settings.StoreToolCalls) is not (>= 0 and var size)
            || (long)size + request.Key.Bytes.Length > request.Settings.MaxEntryBytes)
        {
            return;
        }

        var lifetime = _random.Vary(request.TimeToLive ?? request.Settings.TimeToLive!.Value);
        var now = Time.GetUtcNow();
        var answer = result.Origin with
        {
            Response = result.Shared,
            ExpiresAt = now + lifetime,
            StaleUntil = now + lifetime + (request.Settings.StaleWhileRevalidate ?? TimeSpan.Zero),
            Epoch = request.Epoch,
            Size = size,
        };
        _memory.Set(request.Key, answer);
        if (_shared is { } shared && request.IsEpochKnown)
        {
            shared.Set(NameOf(request), AnswerCodec.Encode(answer), answer.StaleUntil - now);
        }

        _semantic?.Store(request, answer);
    }

    /// <summary>Remembers that a request is refused, where that is wanted and will not change.</summary>
    public void Remember(FlightRequest request, Exception exception)
    {
        if (request is { Stores: true, Settings.NegativeTimeToLive: { } lifetime } && FailureOf(request, exception) is { } failure)
        {
            var until = Time.GetUtcNow() + lifetime;
            _memory.Set(request.Key, new CachedAnswer { Failure = failure, Route = request.Context.Route, ExpiresAt = until, StaleUntil = until, Epoch = request.Epoch });
        }
    }

    /// <summary>Says where an answer comes from, and what it cost.</summary>
    public static CachedAnswer OriginOf(FlightRequest request)
    {
        var result = new GatewayResult(request.Context, GatewayOutcome.Succeeded, TimeSpan.Zero);
        return new CachedAnswer
        {
            CostNanos = result.CostNanos,
            Provider = result.Provider ?? "",
            Model = result.Model ?? "",
            Target = result.Target ?? "",
            Route = request.Context.Route,
        };
    }

    private static FlightResult Found(CachedAnswer answer, GatewayCacheResult status, SemanticLookup? match = null) =>
        new() { Status = status, Found = answer, Shared = answer.Response, Origin = answer, Match = match };

    // Another flight may have ended between the look into memory and the start of this one: memory is looked into again.
    private async ValueTask<CachedAnswer?> FindExactAsync(FlightRequest request, CancellationToken cancellationToken)
    {
        if (_memory.Find(request.Key.View) is { Response: not null } known && known.Epoch == request.Epoch && Time.GetUtcNow() < known.ExpiresAt)
        {
            return known;
        }

        if (_shared is not { } shared || !request.IsEpochKnown || await FindAsync(shared, request, cancellationToken).ConfigureAwait(false) is not { } answer)
        {
            return null;
        }

        _memory.Set(request.Key, answer);
        return answer;
    }

    // Only what the request itself is to blame for stays true.
    private static ProviderFailure? FailureOf(FlightRequest request, Exception exception)
    {
        var failure = request.Context.Attempts is [.., { Failure: { } last }] ? last : FailureClassifier.FromException(exception);
        return failure is { Kind: FailureKind.BadRequest or FailureKind.ContextLength, StatusCode: >= 400 and < 500 } ? failure : null;
    }

    private async ValueTask<CachedAnswer?> FindAsync(SharedTier shared, FlightRequest request, CancellationToken cancellationToken)
    {
        var (_, value) = await shared.GetAsync(NameOf(request), cancellationToken).ConfigureAwait(false);
        return value is not null && AnswerCodec.Decode(value) is { } answer && Time.GetUtcNow() < answer.ExpiresAt ? answer with { Epoch = request.Epoch } : null;
    }

    // The epoch is part of the name: what was stored before an invalidation is not found under any name after it.
    private static string NameOf(FlightRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> epoch = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(epoch, request.Epoch);
        hash.AppendData(epoch);
        hash.AppendData(request.Key.Bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ValueTask AdvanceAsync(CacheScope scope, CancellationToken cancellationToken)
    {
        if (scope.RouteName is { } route)
        {
            return _epochs.AdvanceRouteAsync(route, cancellationToken);
        }

        if (scope.Caller is not { } caller)
        {
            return _epochs.AdvanceAllAsync(cancellationToken);
        }

        using var key = CacheKey.OfPartition(_partition, caller, scope.Tags);
        return _epochs.AdvancePartitionAsync(CacheEpochs.HashOf(key.Partition), cancellationToken);
    }
}
