using System.Diagnostics.CodeAnalysis;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>The last hits by request, so that they can be reported.</summary>
internal sealed class ServedHits
{
    private const int MaxHits = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServedHit> _hits = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(string requestId, ServedHit hit)
    {
        lock (_gate)
        {
            _hits[requestId] = hit;
            _order.Enqueue(requestId);
            if (_order.Count > MaxHits)
            {
                _hits.Remove(_order.Dequeue());
            }
        }
    }

    public bool TryTake(string requestId, [NotNullWhen(true)] out ServedHit? hit)
    {
        lock (_gate)
        {
            return _hits.Remove(requestId, out hit);
        }
    }
}
