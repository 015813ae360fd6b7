using System.Runtime.CompilerServices;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Completes usage with what the SDK's adapter leaves out: how long cache writes are kept, web searches, service tier, region and speed.</summary>
/// <remarks>A stream tells those at its start and its counts at its end. What the start said is kept for streams that break off.</remarks>
internal sealed class AnthropicUsageChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (response is { Usage: { } usage, RawRepresentation: Message { Usage: { } raw } })
        {
            response.Usage = AnthropicUsage.Complete(usage, raw);
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Usage? started = null;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            if (started is null && update.RawRepresentation is RawMessageStreamEvent start && start.TryPickStart(out var begun))
            {
                started = begun.Message.Usage;
                ResponseCapture.ReportUsage(AnthropicUsage.Read(started));
            }

            var contents = update.Contents;
            for (var i = 0; started is not null && i < contents.Count; i++)
            {
                if (contents[i] is UsageContent content)
                {
                    content.Details = AnthropicUsage.Complete(content.Details, started);
                }
            }

            yield return update;
        }
    }
}
