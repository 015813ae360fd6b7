using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Context;

/// <summary>One attempt at one target: what was asked of whom, and how it ended.</summary>
public sealed class GatewayAttempt
{
    internal const decimal NanosPerUsd = 1_000_000_000m;

    private const long None = -1;

    private readonly TargetIdentity _target;

    // Results keep every attempt: it is packed, because most of it is small.
    private readonly byte _kind;
    private byte _outcome;
    private byte _status;
    private byte _costSource = (byte)CostSource.Rates;
    private int _estimatedInput;
    private int _estimatedOutput;
    private long _ticksToFirstToken = None;

    internal GatewayAttempt(AttemptKind kind, TargetIdentity target)
    {
        _kind = (byte)kind;
        _target = target;
    }

    /// <summary>Gets why the attempt was made.</summary>
    public AttemptKind Kind => (AttemptKind)_kind;

    /// <summary>Gets the target's name within the route.</summary>
    public string Target => _target.Name;

    /// <summary>Gets the name of the key that was used, where the provider has several.</summary>
    /// <value><see langword="null"/> for a provider with one key or none.</value>
    public string? Key => _target.Key;

    /// <summary>Gets the provider's name as configured.</summary>
    public string Provider => _target.Provider;

    /// <summary>Gets the model that was asked for.</summary>
    public string Model => _target.Model;

    internal TargetIdentity Identity => _target;

    /// <summary>Gets how the attempt ended.</summary>
    public GatewayOutcome Outcome
    {
        get => (GatewayOutcome)_outcome;
        internal set => _outcome = (byte)value;
    }

    /// <summary>Gets what went wrong.</summary>
    /// <value><see langword="null"/> when the attempt did not fail.</value>
    public ProviderFailure? Failure { get; internal set; }

    /// <summary>Gets how long the attempt took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Gets the time until the first content of a streamed answer.</summary>
    /// <value><see langword="null"/> for plain calls and for streams without content.</value>
    public TimeSpan? TimeToFirstToken
    {
        get => _ticksToFirstToken == None ? null : TimeSpan.FromTicks(_ticksToFirstToken);
        internal set => _ticksToFirstToken = value?.Ticks ?? None;
    }

    /// <summary>Gets the token usage that the provider reported.</summary>
    /// <value><see langword="null"/> when it reported none.</value>
    public UsageDetails? Usage { get; internal set; }

    /// <summary>Gets the estimate by which the attempt was priced, where the provider reported no usage, or only part of it.</summary>
    /// <value><see langword="null"/> when there was no need for one.</value>
    public UsageDetails? EstimatedUsage => _estimatedInput + (long)_estimatedOutput == 0 ? null : new UsageDetails
    {
        InputTokenCount = _estimatedInput,
        OutputTokenCount = _estimatedOutput,
        TotalTokenCount = _estimatedInput + (long)_estimatedOutput,
    };

    /// <summary>Gets how well usage and cost are known.</summary>
    public UsageStatus UsageStatus
    {
        get => (UsageStatus)_status;
        internal set => _status = (byte)value;
    }

    /// <summary>Gets the cost.</summary>
    /// <value>In USD. Zero while <see cref="UsageStatus"/> is <see cref="UsageStatus.Unpriced"/>, which means that it is not known.</value>
    public decimal Cost => CostNanos / NanosPerUsd;

    /// <summary>Gets where the cost comes from.</summary>
    public CostSource CostSource
    {
        get => (CostSource)_costSource;
        internal set => _costSource = (byte)value;
    }

    /// <summary>Gets the cost in billionths of a US dollar.</summary>
    internal long CostNanos { get; set; }

    /// <summary>Takes an estimate for usage. Most attempts need none, so that it is kept small.</summary>
    internal void Estimate(long input, long output)
    {
        _estimatedInput = (int)Math.Min(input, int.MaxValue);
        _estimatedOutput = (int)Math.Min(output, int.MaxValue);
    }

    /// <summary>Gets the same numbers without an object for them; zero when nothing was estimated.</summary>
    internal (long Input, long Output) EstimatedTokens => (_estimatedInput, _estimatedOutput);

    /// <summary>Describes the attempt on one line, without content.</summary>
    /// <returns>Target, outcome and duration.</returns>
    public override string ToString() =>
        $"{Target}: {Failure?.ToString() ?? Outcome.ToString()} after {Duration.TotalMilliseconds:0} ms";
}
