using System.Collections.ObjectModel;
using System.Diagnostics;

namespace AiGateway.Client.Context;

/// <summary>The state of one logical request. It travels on <see cref="GatewayChatOptions"/> through every stage.</summary>
/// <remarks>A request has one flow of control; the context is not thread-safe.</remarks>
public sealed class GatewayContext
{
    /// <summary>What a cache saved, in nano-USD; set by the stage that answered from it.</summary>
    internal static readonly GatewayContextKey<long> SavedCostNanos = new("aigateway.saved-cost");

    /// <summary>Whether a cache answered.</summary>
    internal static readonly GatewayContextKey<bool> IsCacheHit = new("aigateway.cache-hit");

    private GatewayAttempt[] _attempts = [];
    private Dictionary<object, object?>? _values;
    private Dictionary<string, int>? _redactions;
    private PolicyDecision[] _decisions = [];
    private RoutingConstraint[] _constraints = [];
    private string? _requestId;
    private int _attemptsUnderWay;
    private long _waitingSince;

    internal GatewayContext(GatewayChatOptions options, long startTimestamp)
    {
        Options = options;
        StartTimestamp = startTimestamp;
    }

    /// <summary>Gets the request's id, unique across processes.</summary>
    public string RequestId => _requestId ??= RequestIds.Next();

    /// <summary>Gets the trace that the request is part of, as 32 hexadecimal digits: that of the HTTP request, where one led to it.</summary>
    /// <value><see langword="null"/> when nothing is traced.</value>
    public string? TraceId { get; internal set; }

    /// <summary>Gets the name of the route that serves the request.</summary>
    /// <value>Empty until the Entry stage has resolved it.</value>
    public string Route { get; internal set; } = "";

    /// <summary>Gets who is asking.</summary>
    public GatewayCaller Caller { get; internal set; } = GatewayCaller.Anonymous;

    /// <summary>Gets the version (hash) of the configuration that serves the request.</summary>
    public string ConfigurationVersion { get; internal set; } = "";

    /// <summary>Gets the attempts made so far, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts => _attempts;

    /// <summary>Gets how many values of which entity redaction has found in the request and its answer so far.</summary>
    public IReadOnlyDictionary<string, int> Redactions => _redactions ?? (IReadOnlyDictionary<string, int>)ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Gets what policies have decided so far, in order. What they allowed without a word is not in it.</summary>
    public IReadOnlyList<PolicyDecision> Decisions => _decisions;

    /// <summary>Gets what limits the targets of the request. Constraints are only ever added.</summary>
    /// <value>Empty where nothing does. All of them hold together, for every attempt, copy and continuation of the request.</value>
    public IReadOnlyList<RoutingConstraint> Constraints => _constraints;

    /// <summary>Gets what changes whenever the policies do.</summary>
    /// <value>Empty where there are none.</value>
    internal string GovernanceEpoch { get; set; } = "";

    /// <summary>Gets what changes whenever pseudonyms or the rules of redaction do.</summary>
    /// <value>Empty where there is no redaction.</value>
    internal string RedactionEpoch { get; set; } = "";

    /// <summary>Gets what the cache had to do with the request.</summary>
    internal GatewayCacheResult Cache { get; set; } = GatewayCacheResult.None;

    internal GatewayChatOptions Options { get; }

    internal long StartTimestamp { get; }

    internal Activity? Activity { get; set; }

    /// <summary>Gets what is kept for the audit record of the request.</summary>
    /// <value><see langword="null"/> where requests are not audited.</value>
    internal object? Audit { get; set; }

    /// <summary>Gets for how long at least one attempt was under way.</summary>
    internal TimeSpan AttemptTime { get; private set; }

    /// <summary>Gets the latest of the limits that apply to the request; the others follow it.</summary>
    internal ILimitSource? Limits { get; private set; }

    /// <summary>Reads a value that a decorator has set.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value, or the type's default when none was set.</returns>
    public T? Get<T>(GatewayContextKey<T> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _values is not null && _values.TryGetValue(key, out var value) ? (T?)value : default;
    }

    /// <summary>Sets a value for decorators further down, or for the way back.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Set<T>(GatewayContextKey<T> key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        (_values ??= [])[key] = value;
    }

    /// <summary>Makes the context of something that is done for the request beside it.</summary>
    internal GatewayContext Fork(string suffix, GatewayChatOptions options) => Derive(options, StartTimestamp, $"{RequestId}-{suffix}");

    /// <summary>Notes a decision, once.</summary>
    /// <returns><see langword="false"/> when the same was decided before.</returns>
    internal bool Add(PolicyDecision decision)
    {
        if (Array.IndexOf(_decisions, decision) >= 0)
        {
            return false;
        }

        _decisions = [.. _decisions, decision];
        return true;
    }

    internal void Add(RoutingConstraint constraint) => _constraints = [.. _constraints, constraint];

    /// <summary>Makes the context of a call that may outlast the request which starts it, and bears its name.</summary>
    internal GatewayContext ForFlight(GatewayChatOptions options, long startTimestamp)
    {
        var flight = Derive(options, startTimestamp, RequestId);
        flight._values = _values is null ? null : new(_values);
        return flight;
    }

    /// <summary>Takes over what such a call has done so far.</summary>
    internal void Absorb(GatewayContext flight)
    {
        _attempts = [.. _attempts, .. flight._attempts];
        Limits ??= flight.Limits;
    }

    internal void Add(ILimitSource limits)
    {
        limits.Next = Limits;
        Limits = limits;
    }

    internal void CountRedaction(string entity)
    {
        _redactions ??= [];
        _redactions[entity] = _redactions.GetValueOrDefault(entity) + 1;
    }

    internal void Add(GatewayAttempt attempt) => _attempts = [.. _attempts, attempt];

    /// <summary>Notes that an attempt begins. Hedges overlap: time is counted once.</summary>
    internal void BeginAttempt(long now)
    {
        if (_attemptsUnderWay++ == 0)
        {
            _waitingSince = now;
        }
    }

    /// <summary>Counts the time of another call's attempts, for which the request has waited, as its own.</summary>
    internal void Await(GatewayContext flight, TimeProvider time) =>
        AttemptTime += flight.AttemptTime + (flight._attemptsUnderWay > 0 ? time.GetElapsedTime(flight._waitingSince) : TimeSpan.Zero);

    internal void EndAttempt(TimeProvider time, long now)
    {
        if (--_attemptsUnderWay == 0)
        {
            AttemptTime += time.GetElapsedTime(_waitingSince, now);
        }
    }

    // What holds for the request holds for everything that is done for it: constraints first of all.
    private GatewayContext Derive(GatewayChatOptions options, long startTimestamp, string requestId) => new(options, startTimestamp)
    {
        _requestId = requestId,
        TraceId = TraceId,
        Route = Route,
        Caller = Caller,
        ConfigurationVersion = ConfigurationVersion,
        RedactionEpoch = RedactionEpoch,
        GovernanceEpoch = GovernanceEpoch,
        _constraints = _constraints,
    };
}
