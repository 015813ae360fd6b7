using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>A model that answers with the usage it is given.</summary>
internal sealed class UsageClient : IChatClient
{
    public UsageDetails? Usage { get; set; }

    public string? Model { get; set; }

    public static ProviderUsageDetails Of(CostCase labelled) => new()
    {
        InputTokenCount = labelled.Count("inputTokens") ?? 0,
        OutputTokenCount = labelled.Count("outputTokens") ?? 0,
        CachedInputTokenCount = labelled.Count("cachedInputTokens"),
        ReasoningTokenCount = labelled.Count("reasoningTokens"),
        CacheWriteTokenCount = labelled.Count("cacheWriteTokens"),
        CacheWrite1hTokenCount = labelled.Count("cacheWrite1hTokens"),
        WebSearchCount = labelled.Count("webSearches"),
        Region = labelled.Region,
#pragma warning disable MEAI001 // Counts of audio are experimental in the abstraction.
        InputAudioTokenCount = labelled.Count("audioInputTokens"),
        OutputAudioTokenCount = labelled.Count("audioOutputTokens"),
#pragma warning restore MEAI001
    };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")) { FinishReason = ChatFinishReason.Stop, Usage = Usage, ModelId = Model });

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
