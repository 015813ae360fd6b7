using System.Diagnostics.Metrics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace Dashboard.Live;

/// <summary>Listens to the meter of this application's gateway and adds up what it reports.</summary>
internal sealed class LiveFigures : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private readonly TimeProvider _time;
    private readonly Timeline _timeline = new();
    private readonly ValueWindow _durations = new();
    private readonly ValueWindow _overheads = new();
    private readonly Dictionary<string, RouteFigures> _routes = [];
    private readonly Dictionary<string, long> _entities = [];
    private readonly Dictionary<string, long> _refusals = [];
    private readonly DateTimeOffset _since;
    private long _attempts;
    private long _fallbacks;

    public LiveFigures(IMeterFactory meters, TimeProvider time)
    {
        (_meters, _time, _since) = (meters, time, time.GetUtcNow());
        _listener.InstrumentPublished = Enable;
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
    }

    public void Start() => _listener.Start();

    public LiveView Read()
    {
        lock (_gate)
        {
            return new LiveView
            {
                Since = _since,
                Routes = [.. _routes.OrderBy(route => route.Key, StringComparer.Ordinal).Select(route => route.Value.Read(route.Key))],
                Durations = _durations.Read(),
                Overheads = _overheads.Read(),
                Attempts = _attempts,
                Fallbacks = _fallbacks,
                Entities = [.. _entities.OrderByDescending(entity => entity.Value).ThenBy(entity => entity.Key, StringComparer.Ordinal)],
                Refusals = [.. _refusals.OrderByDescending(refusal => refusal.Value).ThenBy(refusal => refusal.Key, StringComparer.Ordinal)],
                Timeline = _timeline.Read(_time.GetUtcNow()),
            };
        }
    }

    public void Dispose() => _listener.Dispose();

    // There may be other gateways in the process, each with a factory of its own.
    private void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == GatewayTelemetry.SourceName && ReferenceEquals(instrument.Meter.Scope, _meters))
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private void Measure(string instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (instrument == GatewayTelemetry.RequestOverhead)
            {
                _overheads.Add(value);
            }
            else if (instrument == GatewayTelemetry.RequestDuration)
            {
                AddRequest(value, Tag(tags, GatewayTelemetry.RouteTag), Enum.Parse<GatewayOutcome>(Tag(tags, GatewayTelemetry.OutcomeTag)));
            }
        }
    }

    private void AddRequest(double seconds, string route, GatewayOutcome outcome)
    {
        _timeline.Add(_time.GetUtcNow(), outcome);
        if (!_routes.TryGetValue(route, out var figures))
        {
            _routes[route] = figures = new RouteFigures();
        }

        figures.Add(outcome, seconds);

        // What is refused at once would make everything look fast.
        if (outcome is not GatewayOutcome.Rejected)
        {
            _durations.Add(seconds);
        }
    }

    private void Count(string instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            switch (instrument)
            {
                case GatewayTelemetry.Attempts:
                    _attempts += value;
                    break;
                case GatewayTelemetry.Fallbacks:
                    _fallbacks += value;
                    break;
                case GatewayTelemetry.Redactions:
                    Add(_entities, Tag(tags, GatewayTelemetry.EntityTag), value);
                    break;
                case GatewayTelemetry.LimitRejections:
                    Add(_refusals, Tag(tags, GatewayTelemetry.LimitTag), value);
                    break;
            }
        }
    }

    private static void Add(Dictionary<string, long> counts, string key, long value) => counts[key] = counts.GetValueOrDefault(key) + value;

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return value?.ToString() ?? "";
            }
        }

        return "";
    }
}
