using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Routing;

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

    /// <summary>Adds why a request has no answer: stage and code, not the message. What attempts say is said already.</summary>
    public void AddReason(AiGatewayException failure)
    {
        lock (_gate)
        {
            if (_requests.FirstOrDefault(request => request.Result.RequestId == failure.Result?.RequestId) is { } found)
            {
                found.Reason = failure switch
                {
                    GatewayRejectedException refusal => $"{refusal.Stage}: {refusal.ReasonCode}",
                    AllTargetsFailedException { Attempts.Count: 0 } => "no target takes requests",
                    _ => null,
                };
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
