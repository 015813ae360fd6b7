using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace AiGateway.Client.Benchmarks;

/// <summary>What one would write by hand with Polly: retry, breaker and time-out around a client. Streams are protected up to their first update only.</summary>
internal sealed class PollyChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions())
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions())
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromMinutes(2) })
        .Build();

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await _pipeline.ExecuteAsync(
            static async (state, token) => await state.InnerClient.GetResponseAsync(state.messages, state.options, token),
            (InnerClient, messages, options), cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = await _pipeline.ExecuteAsync(
            static async (state, token) =>
            {
                var stream = state.InnerClient.GetStreamingResponseAsync(state.messages, state.options, token).GetAsyncEnumerator(token);
                await stream.MoveNextAsync();
                return stream;
            },
            (InnerClient, messages, options), cancellationToken);
        do
        {
            yield return updates.Current;
        }
        while (await updates.MoveNextAsync());
    }
}
