using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Responses;

namespace AiGateway.Client.Providers;

#pragma warning disable OPENAI001 // The SDK marks its Responses types experimental.
/// <summary>Keeps the Responses API stateless unless told otherwise, and gives every answer the finish reason that it lacks.</summary>
/// <remarks>
/// The adapter reports no reason for a plain answer that is complete, nor for a streamed one that is not; and it passes over the end of a failed
/// stream. Source for the states: OpenAI's "Responses" reference, <c>status</c>, <c>incomplete_details</c> and <c>error</c>.
/// </remarks>
internal sealed class ResponsesChatClient(IChatClient innerClient, bool store, bool encryptedReasoning) : DelegatingChatClient(innerClient)
{
    private const string UnknownError = "response_failed";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(Messages(messages), Options(options), cancellationToken).ConfigureAwait(false);
        if (response.RawRepresentation is ResponseResult result)
        {
            response.FinishReason ??= Finish(result, response.Messages.Any(message => HasCalls(message.Contents)));
            AddFailure(response, result);
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = false;
        await foreach (var update in base.GetStreamingResponseAsync(Messages(messages), Options(options), cancellationToken).ConfigureAwait(false))
        {
            calls = calls || HasCalls(update.Contents);
            switch (update.RawRepresentation)
            {
                case StreamingResponseIncompleteUpdate { Response: { } incomplete }:
                    update.FinishReason ??= Finish(incomplete, calls);
                    AddUsage(update, incomplete);
                    break;
                case StreamingResponseFailedUpdate { Response: { } failed }:
                    update.Contents.Add(Failure(failed));
                    AddUsage(update, failed);
                    break;
            }

            yield return update;
        }
    }

    private static ChatFinishReason? Finish(ResponseResult result, bool calls) => result.Status switch
    {
        ResponseStatus.Completed => calls ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        ResponseStatus.Incomplete => result.IncompleteStatusDetails?.Reason is { } reason ? FinishIncomplete(reason) : ChatFinishReason.Length,
        _ => null,
    };

    private static ChatFinishReason FinishIncomplete(ResponseIncompleteStatusReason reason) =>
        reason == ResponseIncompleteStatusReason.ContentFilter ? ChatFinishReason.ContentFilter
        : reason == ResponseIncompleteStatusReason.MaxOutputTokens ? ChatFinishReason.Length
        : new ChatFinishReason(reason.ToString());

    // The adapter adds the error to the last message, where there is one.
    private static void AddFailure(ChatResponse response, ResponseResult result)
    {
        if (result.Status is ResponseStatus.Failed or ResponseStatus.Cancelled && !response.Messages.Any(message => message.Contents.Any(content => content is ErrorContent)))
        {
            response.Messages.Add(new ChatMessage(ChatRole.Assistant, [Failure(result)]));
        }
    }

    private static ErrorContent Failure(ResponseResult result) =>
        new(result.Error?.Message ?? "The provider reports a failed response.") { ErrorCode = result.Error?.Code.ToString() ?? UnknownError };

    private static void AddUsage(ChatResponseUpdate update, ResponseResult result)
    {
        if (result.Usage is not null && result.AsChatResponse().Usage is { } usage)
        {
            update.Contents.Add(new UsageContent(usage));
        }
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

    private IEnumerable<ChatMessage> Messages(IEnumerable<ChatMessage> messages) => store ? messages : StatelessReasoning.Filter(messages);

    private ChatOptions Options(ChatOptions? options)
    {
        var changed = options?.Clone() ?? new ChatOptions();
        var callers = changed.RawRepresentationFactory;
        changed.RawRepresentationFactory = client =>
        {
            var raw = callers?.Invoke(client) as CreateResponseOptions ?? new CreateResponseOptions();
            raw.StoredOutputEnabled ??= store;
            if (raw.StoredOutputEnabled is false && encryptedReasoning && !raw.IncludedProperties.Contains(IncludedResponseProperty.ReasoningEncryptedContent))
            {
                raw.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);
            }

            return raw;
        };
        return changed;
    }
}
#pragma warning restore OPENAI001
