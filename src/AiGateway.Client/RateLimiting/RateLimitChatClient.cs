using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.RateLimiting;

/// <summary>Lets a request through when no rate limit is in its way, and counts what it used. Else it waits, where the limit allows that, or is refused.</summary>
/// <remarks>A stream holds its place until it is read to its end or disposed.</remarks>
public sealed class RateLimitChatClient : DelegatingChatClient
{
    private readonly LimitGate _gate;

    internal RateLimitChatClient(IChatClient innerClient, LimitGate gate)
        : base(innerClient) => _gate = gate;

    /// <inheritdoc />
    /// <exception cref="RateLimitExceededException">A rate limit is used up.</exception>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return LimitedCall.RunAsync(_gate, InnerClient, LimitGate.Materialize(messages), options, cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="RateLimitExceededException">A rate limit is used up; thrown at the first move.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new LimitedUpdates(_gate, InnerClient, LimitGate.Materialize(messages), options, cancellationToken);
    }
}
