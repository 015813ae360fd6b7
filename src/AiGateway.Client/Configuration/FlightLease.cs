namespace AiGateway.Client.Configuration;

/// <summary>Keeps a snapshot's clients alive for calls that outlast the request which started them.</summary>
internal sealed class FlightLease
{
    private Action? _release;

    /// <summary>Gets or sets the snapshot; it is known once it is built.</summary>
    public GatewaySnapshot? Snapshot
    {
        get;
        set
        {
            field = value;
            _release = value is null ? null : value.Release;
        }
    }

    /// <summary>Leases the snapshot.</summary>
    /// <returns>What gives the lease back; <see langword="null"/> when the snapshot is gone already.</returns>
    public Action? Take() => Snapshot is { } snapshot && snapshot.TryLease() ? _release : null;
}
