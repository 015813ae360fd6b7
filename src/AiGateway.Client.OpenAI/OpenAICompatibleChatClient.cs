using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace AiGateway.Client.Providers;

/// <summary>Writes requests as an endpoint wants them: other names for fields, more fields, and without those that it refuses.</summary>
internal sealed class OpenAICompatibleChatClient(IChatClient innerClient, OpenAICompatibleEndpoint endpoint, string model) : DelegatingChatClient(innerClient)
{
    private readonly ChatOptionKinds _refused = endpoint.RefusedFrom(model);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Messages(messages), Options(options, streamed: false), cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Messages(messages), Options(options, streamed: true), cancellationToken);

    private static ChatMessage WithoutName(ChatMessage message)
    {
        if (message.AuthorName is null)
        {
            return message;
        }

        var nameless = message.Clone();
        nameless.AuthorName = null;
        return nameless;
    }

    private IEnumerable<ChatMessage> Messages(IEnumerable<ChatMessage> messages) => endpoint.TakesNames ? messages : messages.Select(WithoutName);

    private ChatOptions Options(ChatOptions? options, bool streamed)
    {
        var changed = options?.Clone() ?? new ChatOptions();
        LeaveOut(changed);
        var maxTokens = endpoint.UsesMaxTokens ? changed.MaxOutputTokens : null;
        var seed = endpoint.UsesRandomSeed ? changed.Seed : null;
        changed.MaxOutputTokens = endpoint.UsesMaxTokens ? null : changed.MaxOutputTokens;
        changed.Seed = endpoint.UsesRandomSeed ? null : changed.Seed;
        var topK = endpoint.TakesTopK ? changed.TopK : null;
        var callers = changed.RawRepresentationFactory;
        changed.RawRepresentationFactory = client => Patch(callers?.Invoke(client) as ChatCompletionOptions ?? new ChatCompletionOptions(), maxTokens, seed, topK, streamed);
        return changed;
    }

#pragma warning disable SCME0001 // The SDK marks its patches experimental; they are its only way to fields it does not know.
    private ChatCompletionOptions Patch(ChatCompletionOptions raw, int? maxTokens, long? seed, int? topK, bool streamed)
    {
        if (maxTokens is { } limit)
        {
            raw.Patch.Set("$.max_tokens"u8, limit);
        }

        if (seed is { } number)
        {
            raw.Patch.Set("$.random_seed"u8, number);
        }

        if (topK is { } count)
        {
            raw.Patch.Set("$.top_k"u8, count);
        }

        if (streamed && !endpoint.TakesStreamOptions)
        {
            raw.Patch.Remove("$.stream_options"u8);
        }

        return raw;
    }
#pragma warning restore SCME0001

    private void LeaveOut(ChatOptions options)
    {
        options.FrequencyPenalty = Refuses(ChatOptionKinds.FrequencyPenalty) ? null : options.FrequencyPenalty;
        options.PresencePenalty = Refuses(ChatOptionKinds.PresencePenalty) ? null : options.PresencePenalty;
        options.StopSequences = Refuses(ChatOptionKinds.StopSequences) ? null : options.StopSequences;
        if (Refuses(ChatOptionKinds.JsonWithoutSchema) && options.ResponseFormat is ChatResponseFormatJson { Schema: null })
        {
            options.ResponseFormat = null;
        }
    }

    private bool Refuses(ChatOptionKinds kind) => (_refused & kind) != 0;
}
