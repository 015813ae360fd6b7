using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;

namespace AiGateway.Client.Benchmarks;

/// <summary>The caching client of Microsoft.Extensions.AI, with its key in reach.</summary>
internal sealed class KeyedCachingChatClient(IChatClient inner, IDistributedCache store) : DistributedCachingChatClient(inner, store)
{
    public string KeyOf(IEnumerable<ChatMessage> messages, ChatOptions? options) => GetCacheKey(messages, options);
}
