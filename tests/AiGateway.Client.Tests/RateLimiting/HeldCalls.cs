using System.Runtime.CompilerServices;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.RateLimiting;

/// <summary>A provider that notes who reaches it, in order, and answers one by one as it is told.</summary>
internal sealed class HeldCalls
{
    private readonly SemaphoreSlim _ends = new(0);
    private readonly List<string> _order;
    private int _reached;

    public HeldCalls(List<string>? order = null)
    {
        _order = order ?? [];
        Client = new FakeChatClient { OnResponse = AnswerAsync, OnStream = StreamAsync };
    }

    public FakeChatClient Client { get; }

    /// <summary>Waits until so many calls have reached the provider, and ends the one that runs.</summary>
    public async Task EndOneAsync(int reached)
    {
        while (Volatile.Read(ref _reached) < reached)
        {
            await Quiescence.WaitAsync();
        }

        _ends.Release();
    }

    private async Task<ChatResponse> AnswerAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        await HoldAsync(options, cancellationToken);
        return FakeChatClient.Answer("fake");
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await HoldAsync(options, cancellationToken);
        yield return FakeChatClient.Text("fake");
        yield return FakeChatClient.Finish();
    }

    private async Task HoldAsync(ChatOptions? options, CancellationToken cancellationToken)
    {
        lock (_order)
        {
            _order.Add(((GatewayChatOptions)options!).Tags!["feature"]);
        }

        Interlocked.Increment(ref _reached);
        await _ends.WaitAsync(cancellationToken);
    }
}
