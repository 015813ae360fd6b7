using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Dashboard.Traffic;

/// <summary>Makes simulated answers as uneven as real ones: most come soon, some late.</summary>
internal sealed class UnevenChatClient(IChatClient inner, TimeProvider time) : DelegatingChatClient(inner)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(90);

    private readonly Lock _gate = new();
    private readonly Random _random = new(7);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Next(), time, cancellationToken);
        return await base.GetResponseAsync(messages, options, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(Next(), time, cancellationToken);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            yield return update;
        }
    }

    private TimeSpan Next()
    {
        lock (_gate)
        {
            return Usual * -Math.Log(1 - _random.NextDouble());
        }
    }
}
