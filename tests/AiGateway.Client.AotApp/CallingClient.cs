using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.AotApp;

/// <summary>A provider that calls a tool with what it was told, says what the tool returned, and keeps all it has seen.</summary>
internal sealed class CallingClient : IChatClient
{
    public List<string> Seen { get; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Answer([.. messages]).ToChatResponse());

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in Answer([.. messages]))
        {
            await Task.Yield();
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private IEnumerable<ChatResponseUpdate> Answer(List<ChatMessage> messages)
    {
        var last = messages[^1];
        var result = last.Contents.OfType<FunctionResultContent>().FirstOrDefault();
        Seen.Add(result is null ? last.Text : $"{result.Result}");
        if (result is null)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", SendFunction.FunctionName, new Dictionary<string, object?> { ["to"] = last.Text })]);
            yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.ToolCalls };
            yield break;
        }

        foreach (var piece in $"Done: {result.Result}".Chunk(5))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop };
    }
}
