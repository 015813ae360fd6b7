using System.Collections.Concurrent;

namespace AiGateway.Client.Caching;

/// <summary>The flights under way, by what is asked.</summary>
internal sealed class FlightTable
{
    private readonly ConcurrentDictionary<OwnedKey, Flight> _flights = new(KeyComparer.Instance);

    /// <summary>Joins the flight of a key that is under way, if there is one that has begun after the last invalidation.</summary>
    public Flight? Join(KeyView key, ulong epoch, bool streamed) =>
        _flights.GetAlternateLookup<KeyView>().TryGetValue(key, out var flight) && flight.Request.Epoch == epoch && flight.TryJoin(streamed) ? flight : null;

    /// <summary>Makes a flight known to those who ask the same, unless there is one already.</summary>
    public bool TryAnnounce(Flight flight)
    {
        var (key, epoch) = (flight.Request.Key, flight.Request.Epoch);
        return _flights.TryAdd(key, flight)
            || (_flights.TryGetValue(key, out var other) && other.Request.Epoch != epoch && _flights.TryUpdate(key, flight, other));
    }

    public void Forget(Flight flight) => _flights.TryRemove(KeyValuePair.Create(flight.Request.Key, flight));
}
