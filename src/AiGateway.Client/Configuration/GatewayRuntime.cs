using System.Collections.Concurrent;
using AiGateway.Client.Resilience;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AiGateway.Client.Configuration;

/// <summary>The gateway: holds the current snapshot, swaps it when the configuration changes, hands out one stable client per route.</summary>
internal sealed class GatewayRuntime : IAiGateway, IDisposable, IAsyncDisposable
{
    private readonly IOptionsFactory<AiGatewayOptions> _optionsFactory;
    private readonly SnapshotBuilder _builder;
    private readonly TargetHealthRegistry _health;
    private readonly GatewayInstruments _instruments;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, RouteChatClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<GatewaySnapshot, Task> _retired = new();
    private readonly RouteChatClient _defaultClient;
    private readonly IDisposable[] _changes;
    private readonly ITimer _reloadTimer;
    private readonly Lock _reloading = new();
    private volatile GatewaySnapshot _current;
    private volatile bool _disposed;

    public GatewayRuntime(
        IOptionsFactory<AiGatewayOptions> optionsFactory,
        SnapshotBuilder builder,
        IEnumerable<GatewayConfigurationSource> sources,
        TargetHealthRegistry health,
        GatewayInstruments instruments,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory)
    {
        _optionsFactory = optionsFactory;
        _builder = builder;
        _health = health;
        _instruments = instruments;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger(GatewayTelemetry.SourceName);
        _current = Load();
        instruments.ObserveTargets(
            () => TargetMeasurements.States(_current.Routes, timeProvider.GetTimestamp()), () => TargetMeasurements.InFlight(_current.Routes));
        _defaultClient = new RouteChatClient(this, null);
        _reloadTimer = timeProvider.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _changes = [.. sources.Select(source => ChangeToken.OnChange(source.Configuration.GetReloadToken, ScheduleReload))];
    }

    public GatewaySnapshot Current => _current;

    public string ConfigurationVersion => _current.Version;

    public IReadOnlyList<string> Routes => [.. _current.Routes.Routes.Select(route => route.Name)];

    public IReadOnlyList<TargetHealth> Health => [.. _current.Routes.Routes.SelectMany(route => route.Targets).Select(target => target.Health).Distinct()];

    public IReadOnlyList<TargetHealth> GetHealth(string? route = null)
    {
        var current = _current;
        var found = current.Routes.Get(route ?? current.Options.ResolvedDefaultRoute!);
        return [.. found.Targets.Where(target => !found.IsShadow(target)).Select(target => target.Health).Distinct()];
    }

    public IChatClient GetChatClient(string? route = null)
    {
        if (route is null)
        {
            return _defaultClient;
        }

        _current.Routes.Get(route);
        return _clients.GetOrAdd(route, static (name, gateway) => new RouteChatClient(gateway, name), this);
    }

    public async Task<GatewayPlan> ExplainAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var snapshot = Lease();
        try
        {
            return await snapshot.ExplainAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>Leases the current snapshot for one request.</summary>
    public GatewaySnapshot Lease()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var snapshot = _current;
            if (snapshot.TryLease())
            {
                return snapshot;
            }
        }
    }

    /// <summary>Refuses new requests and disposes the clients at once.</summary>
    public void Dispose()
    {
        Close();
        foreach (var snapshot in _retired.Keys)
        {
            snapshot.Dispose();
        }
    }

    /// <summary>Refuses new requests, waits for those under way (at most <see cref="AiGatewayOptions.ShutdownTimeout"/>), then disposes the clients.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        var left = Task.WhenAll(_retired.Keys.Select(snapshot => snapshot.Left));
        using var limit = new CancellationTokenSource(_current.Options.ShutdownTimeout, _timeProvider);
        await left.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    private void Close()
    {
        lock (_reloading)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _reloadTimer.Dispose();
            foreach (var change in _changes)
            {
                change.Dispose();
            }

            Retire(_current);
        }
    }

    private GatewaySnapshot Load()
    {
        var snapshot = _builder.Build(_optionsFactory.Create(Options.DefaultName));
        ConfigurationLog.ConfigurationLoaded(_logger, snapshot.Version, snapshot.Routes.Routes.Count);
        return snapshot;
    }

    private void ScheduleReload() => _reloadTimer.Change(_current.Options.ReloadDelay, Timeout.InfiniteTimeSpan);

    private void Reload()
    {
        lock (_reloading)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                var previous = _current;
                _current = Load();
                Retire(previous);
                _instruments.Reloads.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, "loaded"));
            }
            catch (Exception exception)
            {
                // A configuration that cannot be used must not take down requests that the present one serves.
                _instruments.Reloads.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.OutcomeTag, "refused"));
                ConfigurationLog.ConfigurationRefused(_logger, _current.Version, Describe(exception));
            }
        }
    }

    // Of unknown exceptions only the type: their messages may quote values.
    private static string Describe(Exception exception) =>
        exception is OptionsValidationException validation ? string.Join(Environment.NewLine, validation.Failures) : exception.GetType().Name;

    private void Retire(GatewaySnapshot snapshot)
    {
        _retired[snapshot] = snapshot.Left.ContinueWith(
            _ => _retired.TryRemove(snapshot, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        snapshot.Retire(_timeProvider, snapshot.Options.DrainTimeout);
    }
}
