namespace AiGateway.Client.Resilience;

/// <summary>What the gateway has seen of one target. It outlives reloads of the configuration.</summary>
public sealed class TargetHealth
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;

    internal TargetHealth(string provider, string model, TimeProvider timeProvider)
    {
        Provider = provider;
        Model = model;
        _timeProvider = timeProvider;
    }

    /// <summary>Gets the name of the provider as configured.</summary>
    public string Provider { get; }

    /// <summary>Gets the model that the target asks for.</summary>
    public string Model { get; }

    /// <summary>Gets the number of failed attempts since the last success.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>Gets the last failure.</summary>
    /// <value><see langword="null"/> when no attempt has failed.</value>
    public ProviderFailure? LastFailure { get; private set; }

    /// <summary>Gets when the last attempt failed.</summary>
    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>Gets when the last attempt succeeded.</summary>
    public DateTimeOffset? LastSuccessAt { get; private set; }

    /// <summary>Gets a value indicating whether the last attempt succeeded, or none has been made.</summary>
    public bool IsHealthy => ConsecutiveFailures == 0;

    internal void RecordSuccess()
    {
        var now = _timeProvider.GetUtcNow();
        lock (_gate)
        {
            ConsecutiveFailures = 0;
            LastSuccessAt = now;
        }
    }

    internal void RecordFailure(ProviderFailure failure)
    {
        var now = _timeProvider.GetUtcNow();
        lock (_gate)
        {
            ConsecutiveFailures++;
            LastFailure = failure;
            LastFailureAt = now;
        }
    }
}
