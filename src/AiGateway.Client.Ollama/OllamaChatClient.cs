using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Chat;

namespace AiGateway.Client.Providers;

/// <summary>Adds the configured defaults to requests, and sets right what OllamaSharp reports: finish reasons, unknown counts, cancelled streams.</summary>
internal sealed class OllamaChatClient(IChatClient innerClient, OllamaProviderOptions options) : DelegatingChatClient(innerClient)
{
    private const string ContextLength = "num_ctx";
    private const string KeepAlive = "keep_alive";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(AttachmentNotSupportedException.Check(messages), WithDefaults(chatOptions), cancellationToken).ConfigureAwait(false);
        if (response.RawRepresentation is ChatDoneResponseStream { Done: true })
        {
            response.FinishReason = Finish(response.FinishReason, response.Messages.Any(message => HasCalls(message.Contents)));
            Correct(response.Usage);
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = false;
        var finished = false;
        await foreach (var update in base.GetStreamingResponseAsync(AttachmentNotSupportedException.Check(messages), WithDefaults(chatOptions), cancellationToken).ConfigureAwait(false))
        {
            calls = calls || HasCalls(update.Contents);
            if (update.RawRepresentation is ChatDoneResponseStream)
            {
                finished = true;
                update.FinishReason = Finish(update.FinishReason, calls);
                Correct(update.Contents);
            }

            // A line that tells of an error has no role, and would begin another message.
            update.Role = Microsoft.Extensions.AI.ChatRole.Assistant;
            yield return update;
        }

        // The SDK ends a cancelled stream as if it were whole.
        if (!finished)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // Servers have left out the reason of a finished answer, and give "stop" for one that calls tools.
    private static ChatFinishReason Finish(ChatFinishReason? reason, bool calls)
    {
        var known = reason ?? ChatFinishReason.Stop;
        return calls && known == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : known;
    }

    private static bool HasCalls(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is FunctionCallContent)
            {
                return true;
            }
        }

        return false;
    }

    private static void Correct(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            Correct((contents[i] as UsageContent)?.Details);
        }
    }

    // A prompt is never empty: zero is what the SDK makes of a count that the server did not send.
    private static void Correct(UsageDetails? usage)
    {
        if (usage is { InputTokenCount: 0 })
        {
            usage.InputTokenCount = null;
            usage.TotalTokenCount = null;
        }
    }

    private ChatOptions? WithDefaults(ChatOptions? chatOptions)
    {
        if (options is { ContextLength: null, KeepAlive: null })
        {
            return chatOptions;
        }

        var changed = chatOptions?.Clone() ?? new ChatOptions();
        var properties = changed.AdditionalProperties ??= [];
        if (options.ContextLength is { } length)
        {
            properties.TryAdd(ContextLength, length);
        }

        if (options.KeepAlive is { } duration)
        {
            properties.TryAdd(KeepAlive, duration);
        }

        return changed;
    }
}
