using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>A plain call under limits. One that ends at once costs no task of its own.</summary>
internal static class LimitedCall
{
    public static Task<ChatResponse> RunAsync(
        LimitGate gate, IChatClient inner, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var own = gate.Own(options);
        var firstAttempt = own.Context!.Attempts.Count;
        var entering = gate.EnterAsync(messages, own, cancellationToken);
        if (!entering.IsCompletedSuccessfully)
        {
            return EnterAsync(gate, inner, messages, own, firstAttempt, entering, cancellationToken);
        }

        var lease = entering.Result;
        var answer = Ask(inner, messages, own, cancellationToken);
        if (!answer.IsCompletedSuccessfully)
        {
            return AwaitAsync(gate, own, firstAttempt, lease, answer);
        }

        var leaving = gate.LeaveAsync(lease, own, firstAttempt, answer.Result.Usage, null);
        return leaving.IsCompletedSuccessfully ? answer : AwaitAsync(leaving, answer);
    }

    private static Task<ChatResponse> Ask(IChatClient inner, IEnumerable<ChatMessage> messages, GatewayChatOptions own, CancellationToken cancellationToken)
    {
        try
        {
            return inner.GetResponseAsync(messages, own, cancellationToken);
        }
        catch (Exception exception)
        {
            return Task.FromException<ChatResponse>(exception);
        }
    }

    private static async Task<ChatResponse> EnterAsync(
        LimitGate gate, IChatClient inner, IEnumerable<ChatMessage> messages, GatewayChatOptions own, int firstAttempt, ValueTask<QuotaLease> entering,
        CancellationToken cancellationToken)
    {
        var lease = await entering.ConfigureAwait(false);
        return await AwaitAsync(gate, own, firstAttempt, lease, Ask(inner, messages, own, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<ChatResponse> AwaitAsync(LimitGate gate, GatewayChatOptions own, int firstAttempt, QuotaLease lease, Task<ChatResponse> answer)
    {
        ChatResponse response;
        try
        {
            response = await answer.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await gate.LeaveAsync(lease, own, firstAttempt, null, exception).ConfigureAwait(false);
            throw;
        }

        await gate.LeaveAsync(lease, own, firstAttempt, response.Usage, null).ConfigureAwait(false);
        return response;
    }

    private static async Task<ChatResponse> AwaitAsync(ValueTask leaving, Task<ChatResponse> answer)
    {
        await leaving.ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }
}
