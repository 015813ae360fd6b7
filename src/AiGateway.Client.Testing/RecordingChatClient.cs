using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing;

/// <summary>Records what passes one point of a pipeline. Add it with <c>AddDecorator</c> at the stage to look at.</summary>
public sealed class RecordingChatClient : DelegatingChatClient
{
    private readonly ConcurrentQueue<RecordedCall> _calls;
    private readonly ConcurrentQueue<ChatResponseUpdate> _updates = new();
    private readonly ConcurrentQueue<ChatResponse> _responses = new();

    /// <summary>Initializes a new instance of the <see cref="RecordingChatClient"/> class.</summary>
    /// <param name="innerClient">The client whose calls are recorded.</param>
    /// <param name="calls">Where calls are recorded; <see langword="null"/> for a list of its own. Pass one to keep recording over reloads.</param>
    public RecordingChatClient(IChatClient innerClient, ConcurrentQueue<RecordedCall>? calls = null)
        : base(innerClient) => _calls = calls ?? new();

    /// <summary>Gets the calls made so far.</summary>
    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    /// <summary>Gets the responses to plain calls that came back so far.</summary>
    public IReadOnlyCollection<ChatResponse> Responses => _responses;

    /// <summary>Gets the updates of streams that came back so far.</summary>
    public IReadOnlyCollection<ChatResponseUpdate> Updates => _updates;

    /// <inheritdoc />
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var list = Record(messages, options, streamed: false);
        var response = await base.GetResponseAsync(list, options, cancellationToken).ConfigureAwait(false);
        _responses.Enqueue(response);
        return response;
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var list = Record(messages, options, streamed: true);
        await foreach (var update in base.GetStreamingResponseAsync(list, options, cancellationToken).ConfigureAwait(false))
        {
            _updates.Enqueue(update);
            yield return update;
        }
    }

    private List<ChatMessage> Record(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streamed)
    {
        List<ChatMessage> list = [.. messages];
        _calls.Enqueue(new RecordedCall([.. list.Select(Copy)], options?.Clone(), streamed));
        return list;
    }

    // The clone of a message shares its list of contents, which stages further down may change.
    private static ChatMessage Copy(ChatMessage message)
    {
        var copy = message.Clone();
        copy.Contents = [.. message.Contents];
        return copy;
    }
}
