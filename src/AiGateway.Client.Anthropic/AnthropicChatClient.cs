using System.Runtime.CompilerServices;
using System.Text.Json;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Keeps the text of error events out of the SDK's exceptions, which quote it whole: it may repeat the key or the prompt.</summary>
internal sealed class AnthropicChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposal = updates.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (AnthropicSseException exception)
            {
                throw WithoutText(exception);
            }

            yield return updates.Current;
        }
    }

    private static AnthropicSseException WithoutText(AnthropicSseException exception)
    {
        var type = exception.Type?.Raw() ?? "error";
        return new AnthropicSseException("The stream carried an error event.")
        {
            Body = JsonSerializer.SerializeToElement(new { type = "error", error = new { type } }),
        };
    }
}
