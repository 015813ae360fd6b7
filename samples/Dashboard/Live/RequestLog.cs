using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace Dashboard.Live;

/// <summary>Keeps the results of the latest requests. They hold no content.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private const int Capacity = 500;

    private readonly Lock _gate = new();
    private readonly Queue<RecentRequest> _requests = new();

    public void Add(GatewayCaller? caller, GatewayResult result)
    {
        lock (_gate)
        {
            if (_requests.Count == Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(new RecentRequest(time.GetUtcNow(), caller?.Tenant, caller?.Application, result));
        }
    }

    /// <summary>Adds why a request was refused: stage and code, not the message.</summary>
    public void AddReason(GatewayRejectedException refusal)
    {
        lock (_gate)
        {
            if (_requests.FirstOrDefault(request => request.Result.RequestId == refusal.Result?.RequestId) is { } found)
            {
                found.Reason = $"{refusal.Stage}: {refusal.ReasonCode}";
            }
        }
    }

    /// <summary>Reads what is there, the latest first.</summary>
    public IReadOnlyList<RecentRequest> Read()
    {
        lock (_gate)
        {
            return [.. _requests.Reverse()];
        }
    }
}
