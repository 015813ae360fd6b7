using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>Lets another target go on with an answer that broke off.</summary>
internal static class StreamResumption
{
    /// <summary>Opens the rest of an answer.</summary>
    /// <returns>A stream that begins where the delivered text ends; <see langword="null"/> when no target can give one.</returns>
    public static async ValueTask<StreamAttempt?> TryAsync(RoutedCall call, DeliveredText delivered)
    {
        var text = delivered.ToString();
        while (await call.NextAsync(AttemptKind.Resume).ConfigureAwait(false) is { } attempt)
        {
            var prefill = attempt.Target.Capabilities.Prefill && text.Length > 0;
            var result = await OpenAsync(call, attempt, delivered, text, prefill).ConfigureAwait(false);
            if (prefill && result.Failure is { Kind: FailureKind.BadRequest } refusal && await RestartAsync(call, attempt, refusal).ConfigureAwait(false) is { } again)
            {
                result = await OpenAsync(call, again, delivered, text, prefill: false).ConfigureAwait(false);
            }

            if (result.Stream is { Differs: true })
            {
                // Another answer, not a failure of its target.
                result.Attempt.Leave(GatewayOutcome.Abandoned, result.Stream.Progress);
                return null;
            }

            if (result.Succeeded)
            {
                RoutedCall.Accept(result);
                return result.Stream;
            }

            call.Settle(result);
        }

        return null;
    }

    private static ValueTask<Attempt?> RestartAsync(RoutedCall call, Attempt refused, ProviderFailure refusal)
    {
        refused.Fail(refusal);
        return call.AgainAsync(refused, AttemptKind.Resume);
    }

    private static ValueTask<AttemptResult> OpenAsync(RoutedCall call, Attempt attempt, DeliveredText delivered, string text, bool prefill)
    {
        IEnumerable<ChatMessage> messages = prefill ? [.. call.Messages, new ChatMessage(ChatRole.Assistant, text)] : call.Messages;
        return new StreamAttempt(call, attempt, new ResumeFilter(text, prefill, delivered.First!)).OpenAsync(messages);
    }
}
