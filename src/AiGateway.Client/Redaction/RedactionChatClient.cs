using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Replaces sensitive values in everything that is sent, and restores them in what comes back: text, streams and the arguments of tools.</summary>
/// <remarks>
/// Function invocation belongs outside: tools then get real values, and their results are redacted in the request that carries them. The caller's messages and
/// options are never changed.
/// </remarks>
public sealed class RedactionChatClient : DelegatingChatClient
{
    private readonly RedactionEngine _engine;

    internal RedactionChatClient(IChatClient innerClient, RedactionEngine engine)
        : base(innerClient) => _engine = engine;

    /// <inheritdoc />
    /// <exception cref="RedactionRejectedException">Redaction refuses the request or the answer.</exception>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var preparing = PrepareAsync(messages, options, cancellationToken);
        return preparing.IsCompletedSuccessfully ? AskAsync(preparing.Result, cancellationToken) : AwaitAsync(preparing, cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="RedactionRejectedException">Redaction refuses the request or the answer.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new DeferredStream(reader => new RestoreStream(this, messages, options, new LinkedCancellation(cancellationToken, reader)));
    }

    private async Task<ChatResponse> AwaitAsync(ValueTask<RedactedRequest> preparing, CancellationToken cancellationToken) =>
        await AskAsync(await preparing.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private Task<ChatResponse> AskAsync(RedactedRequest request, CancellationToken cancellationToken)
    {
        var answering = base.GetResponseAsync(request.Messages, request.Options, cancellationToken);
        var mask = request.CreateMask();
        return mask is null && request.RestoresNothing ? answering : RestoreAsync(answering, request, mask);
    }

    private static async Task<ChatResponse> RestoreAsync(Task<ChatResponse> answering, RedactedRequest request, ResponseMask? mask)
    {
        var response = await answering.ConfigureAwait(false);
        response = mask is null ? response : AnswerMask.Apply(response, mask);
        return request.RestoresNothing ? response : new AnswerRestorer(request).Restore(response);
    }

    internal ValueTask<RedactedRequest> PrepareAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        _engine.RedactAsync(messages, options, cancellationToken);

    internal IAsyncEnumerator<ChatResponseUpdate> Open(RedactedRequest request, CancellationToken cancellationToken)
    {
        var updates = base.GetStreamingResponseAsync(request.Messages, request.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        return request.CreateMask() is { } mask ? new ScanStream(updates, mask) : updates;
    }
}
