using AiGateway.Client.Context;

namespace AiGateway.Client.RateLimiting;

/// <summary>One waiting request.</summary>
internal sealed class QueueTicket(GatewayPriority priority, long number) : IComparable<QueueTicket>
{
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a value indicating whether a request that goes first has taken its place.</summary>
    public bool IsEvicted { get; private set; }

    public GatewayPriority Priority => priority;

    /// <summary>Begins to listen. What happens from now on ends the wait.</summary>
    public Task Listen()
    {
        if (_wake.Task.IsCompleted)
        {
            Volatile.Write(ref _wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return _wake.Task;
    }

    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    public void Evict()
    {
        IsEvicted = true;
        Wake();
    }

    /// <summary>Compares by who goes first: the higher priority, then the earlier arrival.</summary>
    public int CompareTo(QueueTicket? other) =>
        other is null ? -1 : Priority != other.Priority ? other.Priority.CompareTo(Priority) : number.CompareTo(other.Number);

    private long Number => number;
}
