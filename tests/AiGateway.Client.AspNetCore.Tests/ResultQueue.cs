using System.Threading.Channels;
using AiGateway.Client.Context;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>The results of requests, as they complete.</summary>
internal sealed class ResultQueue
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<GatewayResult> _results = Channel.CreateUnbounded<GatewayResult>();

    public void Add(GatewayResult result) => _results.Writer.TryWrite(result);

    /// <summary>Waits for the next one.</summary>
    public Task<GatewayResult> NextAsync() => _results.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
