using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Asks policies about requests, tools and answers. What they refuse is not sent, or not delivered.</summary>
/// <remarks>Function invocation belongs outside: each turn is then a request of its own, in which the results of tools are seen. The caller's messages and options are never changed.</remarks>
public sealed class GovernanceChatClient : DelegatingChatClient
{
    private readonly GovernanceEngine _engine;

    internal GovernanceChatClient(IChatClient innerClient, GovernanceEngine engine)
        : base(innerClient) => _engine = engine;

    internal GovernanceEngine Engine => _engine;

    /// <inheritdoc />
    /// <exception cref="PolicyDeniedException">A policy refuses the request or the answer.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var context = _engine.Begin(messages, options, streamed: false);
        await _engine.RequestAsync(context, cancellationToken).ConfigureAwait(false);
        var response = await base.GetResponseAsync(context.Messages, context.Options, cancellationToken).ConfigureAwait(false);
        await AnswerGuard.GovernAsync(_engine, response, context, cancellationToken).ConfigureAwait(false);
        return await _engine.ResponseAsync(response, context, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <exception cref="PolicyDeniedException">A policy refuses the request or the answer.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new DeferredStream(reader => new GovernedStream(this, messages, options, new LinkedCancellation(cancellationToken, reader)));
    }

    internal IAsyncEnumerator<ChatResponseUpdate> Open(GovernanceContext context, CancellationToken cancellationToken) =>
        base.GetStreamingResponseAsync(context.Messages, context.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
}
