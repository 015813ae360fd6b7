using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>How long one caller waits for a flight: until it cancels, or its deadline has passed. The flight itself goes on for the others.</summary>
internal readonly struct CallerWait : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _source;

    public CallerWait(ChatOptions? options, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        if (options is GatewayChatOptions { Deadline: { } deadline } own)
        {
            var left = deadline - (own.Context is { } context ? time.GetElapsedTime(context.StartTimestamp) : TimeSpan.Zero);
            _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            _timer = time.CreateTimer(static source => Expire((CancellationTokenSource)source!), _source, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        Token = _source?.Token ?? caller;
    }

    private readonly ITimer? _timer;

    public CancellationToken Token { get; }

    /// <summary>Says what the end of the wait means.</summary>
    public Exception Explain(OperationCanceledException exception) => _caller.IsCancellationRequested
        ? new OperationCanceledException(exception.Message, exception, _caller)
        : new AiGatewayException("The deadline of the request had passed before the answer was complete. Allow more time, or let the route's limits decide.", exception);

    public void Dispose()
    {
        _timer?.Dispose();
        _source?.Dispose();
    }

    private static void Expire(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came at the same moment.
        }
    }
}
