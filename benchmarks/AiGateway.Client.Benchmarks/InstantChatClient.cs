using Microsoft.Extensions.AI;

namespace AiGateway.Client.Benchmarks;

/// <summary>The bare client: answers at once, from prepared updates, with a source that completes synchronously or one that yields.</summary>
internal sealed class InstantChatClient : IChatClient
{
    private readonly ChatResponseUpdate[] _updates;
    private readonly bool _yields;

    private readonly UsageDetails? _usage;

    public InstantChatClient(int updates, bool yields, UsageDetails? usage = null)
    {
        _usage = usage;
        _yields = yields;
        _updates = [.. Enumerable.Range(0, updates).Select(_ => new ChatResponseUpdate(ChatRole.Assistant, "token "))];
        if (updates > 0)
        {
            _updates[^1].FinishReason = ChatFinishReason.Stop;
            if (usage is not null) _updates[^1].Contents.Add(new UsageContent(usage));
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "token")) { FinishReason = ChatFinishReason.Stop, Usage = _usage });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in _updates)
        {
            if (_yields)
            {
                await Task.Yield();
            }

            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
