using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace AiGateway.Client.Providers;

/// <summary>Reports a streamed refusal as plain answers report it. Without it the refusal would look like an empty answer.</summary>
internal sealed class RefusalChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    // What Microsoft.Extensions.AI calls the refusal of a plain answer.
    private const string ErrorCode = "Refusal";

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            if (update.RawRepresentation is StreamingChatCompletionUpdate { RefusalUpdate: { Length: > 0 } refusal })
            {
                update.Contents.Add(new ErrorContent(refusal) { ErrorCode = ErrorCode });
            }

            yield return update;
        }
    }
}
