using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>The trails of a gateway. One outlives reloads that do not change it; one that was changed ends when the last request with it has ended.</summary>
internal sealed class AuditTrails(IServiceProvider services, GatewayInstruments instruments, TimeProvider time, ILogger logger) : IAsyncDisposable, IDisposable
{
    private const int NameLength = 16;

    // Asked for at once, because a container ends first what it made last: records that wait need them until the trails have ended.
    private readonly IAuditSink[] _sinks = [.. services.GetServices<IAuditSink>()];
    private readonly IAuditKeyProvider? _keys = services.GetService<IAuditKeyProvider>();

    private readonly Lock _gate = new();
    private readonly Dictionary<AuditSettings, (AuditTrail Trail, int Leases)> _trails = [];
    private readonly Dictionary<Func<IServiceProvider, IAuditSink>, IAuditSink> _required = [];
    private readonly List<Task> _ending = [];
    private readonly AuditLosses _losses = new();
    private readonly byte[] _processKey = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private bool _observed;
    private bool _announced;

    /// <summary>Gets a value indicating whether the application has sinks of its own.</summary>
    public bool HasSinks => _sinks.Length > 0;

    /// <summary>Gets a value indicating whether the application has keys of its own.</summary>
    public bool HasKeys => _keys is not null;

    /// <summary>Gets how many records wait to be written.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _trails.Values.Sum(trail => trail.Trail.Waiting);
            }
        }
    }

    /// <summary>Gets how the queues stand, all together. Without a trail there is no capacity.</summary>
    public RecordBufferState State
    {
        get
        {
            lock (_gate)
            {
                AuditTrail[] trails = [.. _trails.Values.Select(trail => trail.Trail)];
                return new RecordBufferState(
                    trails.Sum(trail => trail.Taken), trails.Sum(trail => (long)trail.Settings.QueueCapacity), _losses.Count, Array.Exists(trails, trail => trail.IsFailing));
            }
        }
    }

    /// <summary>Finds or begins the trail of a configuration.</summary>
    /// <param name="options">The options.</param>
    /// <param name="required">Sinks that every application has.</param>
    /// <returns><see langword="null"/> when requests are not audited. Each call is to be followed by one of <see cref="Release"/>.</returns>
    public AuditTrail? Lease(AuditOptions options, IReadOnlyList<Func<IServiceProvider, IAuditSink>> required)
    {
        if (!(options.Enabled ?? (HasSinks || required.Count > 0 || options.Log || !string.IsNullOrEmpty(options.File.Path))))
        {
            return null;
        }

        var settings = AuditSettings.Of(options);
        lock (_gate)
        {
            var (trail, leases) = _trails.TryGetValue(settings, out var known) ? known : (Begin(settings, required), 0);
            _trails[settings] = (trail, leases + 1);
            return trail;
        }
    }

    /// <summary>Ends a trail when nobody uses it any more.</summary>
    public void Release(AuditTrail trail)
    {
        lock (_gate)
        {
            if (!_trails.TryGetValue(trail.Settings, out var known) || known.Trail != trail)
            {
                return;
            }

            if (known.Leases > 1)
            {
                _trails[trail.Settings] = (trail, known.Leases - 1);
                return;
            }

            _trails.Remove(trail.Settings);
            _ending.RemoveAll(ending => ending.IsCompleted);
            _ending.Add(trail.DisposeAsync().AsTask());
        }
    }

    /// <summary>Waits until everything is written that has been recorded by now.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.WhenAll(_trails.Values.Select(trail => trail.Trail.FlushAsync(cancellationToken)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] ending;
        lock (_gate)
        {
            ending = [.. _ending, .. _trails.Values.Select(trail => trail.Trail.DisposeAsync().AsTask())];
            _trails.Clear();
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
        foreach (var sink in _required.Values.OfType<IDisposable>())
        {
            sink.Dispose();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private AuditTrail Begin(AuditSettings settings, IReadOnlyList<Func<IServiceProvider, IAuditSink>> required)
    {
        if (!_observed)
        {
            _observed = true;
            instruments.ObserveAuditQueue(() => Waiting);
        }

        var keys = CreateKeys(settings);
        var queue = new AuditQueue(settings, _losses, time, instruments, logger);
        var chain = new ChainWriter(RandomNumberGenerator.GetHexString(NameLength, lowercase: true), settings.ChainSecret);
        var writer = new AuditWriter(settings, queue, chain, [.. CreateSinks(settings, required)], instruments, time, logger);
        return new AuditTrail(settings, keys, queue, writer, time);
    }

    private IEnumerable<IAuditSink> CreateSinks(AuditSettings settings, IReadOnlyList<Func<IServiceProvider, IAuditSink>> required)
    {
        foreach (var create in required)
        {
            if (!_required.TryGetValue(create, out var sink))
            {
                _required[create] = sink = create(services);
            }

            yield return sink;
        }

        if (settings.Path is { } path)
        {
            yield return new JsonLinesAuditSink(path, settings.MaxBytes, settings.FlushToDisk) { IsOwned = true };
        }

        if (settings.Log)
        {
            yield return new LoggerAuditSink(logger);
        }

        foreach (var sink in _sinks)
        {
            yield return sink;
        }
    }

    private IAuditKeyProvider CreateKeys(AuditSettings settings)
    {
        if (_keys is { } keys)
        {
            return keys;
        }

        if (settings.KeyFolder is { } folder)
        {
            return new FileAuditKeys(folder, time);
        }

        if (settings.Key is null && !_announced)
        {
            _announced = true;
            AuditLog.ProcessKeyInUse(logger);
        }

        return new DerivedAuditKeys(settings.Key is { } key ? Encoding.UTF8.GetBytes(key) : _processKey);
    }
}
