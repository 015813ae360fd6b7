using AiGateway.Client.Caching.Semantic.Gates;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Finds questions that mean the same as one that is asked. It is off until an embedding generator is registered and a threshold is set.</summary>
public sealed class SemanticCache : IAsyncDisposable, IDisposable
{
    private readonly SemanticPartitions _partitions = new();
    private readonly ServedHits _served = new();
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly GatewayInstruments _instruments;
    private readonly ILogger _logger;
    private readonly CandidateSelector _selector;
    private volatile SemanticCacheState _state;

    internal SemanticCache(IServiceProvider services, TimeProvider time, GatewayInstruments instruments)
    {
        (_services, _time, _instruments) = (services, time, instruments);
        _logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        _selector = new CandidateSelector(time, _logger);
        _state = new SemanticCacheState(new SemanticCacheOptions());
    }

    internal SemanticPartitions Partitions => _partitions;

    internal SemanticCacheOptions Options => _state.Options;

    /// <summary>Gets a value indicating whether there are an embedder and a threshold.</summary>
    internal bool IsOn => _state is { Embedder: not null, Options.Threshold: not null };

    /// <summary>Finds the threshold for the registered embedder, from pairs of questions like those that the application gets.</summary>
    /// <param name="pairs">The pairs. Those without a similarity are embedded. They should hold what is asked and what it could be mistaken for.</param>
    /// <param name="falseHitCap">The share of hits that may be false; greater than 0, less than 1. A small one takes many pairs: 1 % takes 299 hits.</param>
    /// <param name="cancellationToken">A token that cancels the embedding.</param>
    /// <returns>The threshold, and what to expect of it. The gates are applied.</returns>
    /// <exception cref="InvalidOperationException">A pair has no similarity and there is no embedder, or the embedder gives no usable embedding.</exception>
    public async Task<SemanticCalibration> CalibrateAsync(IEnumerable<SemanticPair> pairs, double falseHitCap = 0.01, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var embedder = _state.Embedder ?? Create(_state.Options);
        return Calibrate(await SemanticCalibrator.MeasureAsync(pairs, embedder, cancellationToken).ConfigureAwait(false), falseHitCap);
    }

    /// <summary>Finds a threshold from pairs whose similarity is known.</summary>
    /// <param name="pairs">The pairs, each with its similarity.</param>
    /// <param name="falseHitCap">The share of hits that may be false; greater than 0, less than 1.</param>
    /// <returns>The threshold, and what to expect of it. The gates are applied.</returns>
    /// <exception cref="ArgumentException">A pair has no similarity.</exception>
    public static SemanticCalibration Calibrate(IEnumerable<SemanticPair> pairs, double falseHitCap = 0.01)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (!(falseHitCap is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseHitCap), falseHitCap, "The cap on false hits is greater than 0 and less than 1.");
        }

        List<SemanticPair> measured = [.. pairs];
        return measured.TrueForAll(static pair => pair.Similarity is not null && !double.IsNaN(pair.Similarity.Value))
            ? SemanticCalibrator.Calibrate(measured, falseHitCap)
            : throw new ArgumentException("A pair has no similarity. Give it one, or use CalibrateAsync, which embeds.", nameof(pairs));
    }

    /// <summary>Reports that an answer from the semantic cache was wrong. The entry is removed, and the two questions are never answered alike again.</summary>
    /// <param name="requestId">The request that got the answer (<see cref="Context.GatewayResult.RequestId"/>). The last 10,000 hits are known.</param>
    /// <returns><see langword="true"/> when the request was answered from the semantic cache and had not been reported before.</returns>
    public bool ReportFalseHit(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        if (!_served.TryTake(requestId, out var hit))
        {
            return false;
        }

        hit.Partition.Block(BlockedPair.Of(hit.Question, hit.Entry.Text));
        hit.Partition.Vectors.Remove(hit.Entry);
        hit.Partition.Forget(hit.Entry.Id);
        _instruments.SemanticFalseHits.Add(1);
        SemanticLog.FalseHitReported(_logger, requestId, hit.Score);
        SaveLater(hit.Partition);
        return true;
    }

    /// <summary>Saves what has changed, where groups are persisted, and waits for it.</summary>
    /// <returns>A task that ends when it is saved or cannot be.</returns>
    public async ValueTask DisposeAsync()
    {
        var state = _state;
        foreach (var partition in _partitions.All)
        {
            // A store that is down is not waited for once for every group.
            if (state.Archive is { } archive && !await archive.FlushAsync(partition, state.Options).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Begins to save what has changed, where groups are persisted, and does not wait for it.</summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    /// <summary>Takes over what a configuration says.</summary>
    /// <param name="options">The options.</param>
    /// <param name="prefix">What all names in the distributed cache begin with.</param>
    internal void Use(SemanticCacheOptions options, string prefix)
    {
        _state = options.Threshold is null ? new SemanticCacheState(options) : new SemanticCacheState(options)
        {
            Embedder = Create(options),
            Verifier = _services.GetService<ISemanticCacheVerifier>(),
            Archive = options.Persist && _services.GetService<IDistributedCache>() is { } cache ? new PartitionArchive(cache, _time, _logger, prefix) : null,
        };
        if (!IsOn)
        {
            _partitions.Clear();
        }

        if (options.Threshold is not null && !IsOn)
        {
            SemanticLog.NoEmbedder(_logger);
        }
    }

    /// <summary>Looks for a question that means the same. Failures of embedder and verifier are misses. <see cref="Conclude"/> counts what came of it.</summary>
    /// <param name="fingerprint">Everything that the request says but the question, in canonical bytes.</param>
    /// <param name="question">The last text of the user.</param>
    /// <param name="cancellationToken">A token that cancels the look-up.</param>
    internal ValueTask<SemanticLookup> TryFindAsync(ReadOnlyMemory<byte> fingerprint, string question, CancellationToken cancellationToken) =>
        FindAsync(_state, fingerprint, question, cancellationToken);

    /// <summary>Counts a look-up, now that it is known whether the answer of what it found is still there.</summary>
    internal void Conclude(SemanticLookup lookup, string requestId)
    {
        Count(lookup.Outcome, lookup.Gate);
        if (lookup.Entry is { } entry)
        {
            entry.LastUse = _partitions.Tick();
        }

        if (lookup.Outcome is SemanticOutcome.DryRunHit)
        {
            SemanticLog.DryRunHit(_logger, requestId, lookup.Score);
        }
    }

    /// <summary>Remembers which request got an answer, so that it can be reported.</summary>
    internal void Serve(SemanticLookup lookup, string requestId) =>
        _served.Add(requestId, new ServedHit(lookup.Partition!, lookup.Entry!, lookup.Question, lookup.Score));

    /// <summary>Stores a question that was looked up before, and has an answer now.</summary>
    internal void Store(SemanticLookup lookup, DateTimeOffset expiresAt)
    {
        if (!lookup.CanStore || (lookup.Outcome is not SemanticOutcome.DryRunHit && lookup.Entry is not null))
        {
            return;
        }

        var (options, now) = (_state.Options, _time.GetUtcNow().UtcTicks);
        var entry = new SemanticEntry(Guid.NewGuid().ToString("N"), lookup.Question, lookup.Unit!, expiresAt.UtcTicks) { LastUse = _partitions.Tick() };
        lookup.Partition!.Vectors.Add(entry, now);
        _partitions.Trim(options.MaxBytes, lookup.Partition, now);
        SaveLater(lookup.Partition);
    }

    /// <summary>Stores a question that was not looked up, and has an answer now. Nobody waits for it.</summary>
    internal async Task StoreAsync(ReadOnlyMemory<byte> fingerprint, string question, DateTimeOffset expiresAt)
    {
        if (_state is not { Embedder: { } embedder, Options: { Threshold: not null } options } state)
        {
            return;
        }

        var (unit, outcome) = await embedder.EmbedAsync(question, options.EmbeddingTimeout, CancellationToken.None).ConfigureAwait(false);
        if (unit is not null)
        {
            Store(new SemanticLookup { Outcome = outcome, Question = question, Unit = unit, Partition = GetPartition(state, embedder, fingerprint.Span, unit.Length) }, expiresAt);
        }
    }

    /// <summary>Removes an entry whose answer is there no more.</summary>
    /// <returns>What it takes to store a new one.</returns>
    internal static SemanticLookup Forget(SemanticLookup lookup)
    {
        lookup.Partition!.Vectors.Remove(lookup.Entry!);
        return lookup with { Outcome = SemanticOutcome.Gone, Entry = null };
    }

    /// <summary>Counts a request that is not looked up.</summary>
    internal void Count(SemanticOutcome outcome, SemanticGate gate = SemanticGate.None)
    {
        if (outcome is not SemanticOutcome.Off && _instruments.SemanticLookups.Enabled)
        {
            _instruments.SemanticLookups.Add(
                1, new(GatewayTelemetry.SemanticOutcomeTag, outcome.ToString()), new(GatewayTelemetry.SemanticGateTag, gate is SemanticGate.None ? null : gate.ToString()));
        }
    }

    private async ValueTask<SemanticLookup> FindAsync(SemanticCacheState state, ReadOnlyMemory<byte> fingerprint, string text, CancellationToken cancellationToken)
    {
        if (state is not { Embedder: { } embedder, Options: { Threshold: { } threshold } options })
        {
            return new SemanticLookup { Outcome = SemanticOutcome.Off };
        }

        var (unit, outcome) = await embedder.EmbedAsync(text, options.EmbeddingTimeout, cancellationToken).ConfigureAwait(false);
        if (unit is null)
        {
            return new SemanticLookup { Outcome = outcome };
        }

        var partition = GetPartition(state, embedder, fingerprint.Span, unit.Length);
        await partition.LoadedAsync(options.EmbeddingTimeout, _time, cancellationToken).ConfigureAwait(false);
        return await _selector.SelectAsync(state, partition, text, unit, (float)threshold, cancellationToken).ConfigureAwait(false);
    }

    private SemanticPartition GetPartition(SemanticCacheState state, QuestionEmbedder embedder, ReadOnlySpan<byte> fingerprint, int dimensions)
    {
        var options = state.Options;
        var identity = embedder.Identity(options, dimensions);
        var key = PartitionKey.Of(identity, fingerprint);
        return _partitions.Get(
            key,
            () =>
            {
                var partition = new SemanticPartition(key, identity, dimensions, options.MaxEntries);
                partition.Loading = state.Archive?.LoadAsync(partition, options);
                return partition;
            },
            options.MaxPartitions);
    }

    private QuestionEmbedder? Create(SemanticCacheOptions options)
    {
        var generator = options.Embedder is { } key
            ? _services.GetKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(key)
            : _services.GetService<IEmbeddingGenerator<string, Embedding<float>>>();
        return generator is null ? null : new QuestionEmbedder(generator, _time);
    }

    private void SaveLater(SemanticPartition partition) => _state.Archive?.SaveLater(partition, _state.Options);
}
