using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Budgets;

/// <summary>Reserves the estimated cost of a request in every budget that concerns it, and replaces it by the real cost once the request has ended. A request that does not fit is refused.</summary>
/// <remarks>A request is settled however it ends: answered, failed, cancelled, or left by whoever read its stream.</remarks>
public sealed class BudgetChatClient : DelegatingChatClient
{
    private readonly LimitGate _gate;

    internal BudgetChatClient(IChatClient innerClient, LimitGate gate)
        : base(innerClient) => _gate = gate;

    /// <inheritdoc />
    /// <exception cref="BudgetExceededException">A budget is used up.</exception>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return LimitedCall.RunAsync(_gate, InnerClient, LimitGate.Materialize(messages), options, cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="BudgetExceededException">A budget is used up; thrown at the first move.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new LimitedUpdates(_gate, InnerClient, LimitGate.Materialize(messages), options, cancellationToken);
    }
}
