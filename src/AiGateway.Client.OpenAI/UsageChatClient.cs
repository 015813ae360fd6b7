using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace AiGateway.Client.Providers;

#pragma warning disable OPENAI001 // The SDK marks the Responses API and service tiers experimental.
/// <summary>Completes usage with what the SDK's adapter leaves out: cache writes, service tier, web searches and, where the endpoint tells it, the cost.</summary>
internal sealed class UsageChatClient(IChatClient innerClient, bool tellsCost) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (response.Usage is { } usage)
        {
            response.Usage = response.RawRepresentation switch
            {
                ChatCompletion completion => RawUsage.Complete(usage, completion.Usage, completion.ServiceTier?.ToString(), tellsCost),
                ResponseResult result => RawUsage.Complete(usage, result, tellsCost),
                _ => usage,
            };
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Endpoints tell the tier with the first chunk, the last, or all of them.
        string? serviceTier = null;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            var chunk = update.RawRepresentation as StreamingChatCompletionUpdate;
            serviceTier = chunk?.ServiceTier?.ToString() ?? serviceTier;
            var contents = update.Contents;
            for (var i = 0; i < contents.Count; i++)
            {
                if (contents[i] is UsageContent content)
                {
                    content.Details = chunk?.Usage is { } raw ? RawUsage.Complete(content.Details, raw, serviceTier, tellsCost)
                        : Result(update) is { } result ? RawUsage.Complete(content.Details, result, tellsCost)
                        : content.Details;
                }
            }

            yield return update;
        }
    }

    private static ResponseResult? Result(ChatResponseUpdate update) => update.RawRepresentation switch
    {
        StreamingResponseCompletedUpdate completed => completed.Response,
        StreamingResponseIncompleteUpdate incomplete => incomplete.Response,
        StreamingResponseFailedUpdate failed => failed.Response,
        _ => null,
    };
}
#pragma warning restore OPENAI001
