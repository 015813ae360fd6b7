using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing;

/// <summary>The client of a simulated provider.</summary>
internal sealed class SimulatedChatClient(
    string provider, string model, SimulatedProviderOptions options, TimeProvider timeProvider, StrongBox<int> calls) : IChatClient
{
    private readonly string _answer = options.Answer
        .Replace("{model}", model, StringComparison.Ordinal).Replace("{provider}", provider, StringComparison.Ordinal);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref calls.Value);
        var fault = NextFault(call);
        await StartAsync(fault, cancellationToken).ConfigureAwait(false);
        if (fault is not null)
        {
            await BreakAsync(fault, cancellationToken).ConfigureAwait(false);
        }

        var response = new ChatResponse { ResponseId = ResponseId(call), ModelId = model };
        if (fault is not { Kind: SimulatedFaultKind.MissingFinish })
        {
            IReadOnlyList<ChatMessage> list = [.. messages];
            var toolCalls = SimulatedToolCalls.Create(options, list, chatOptions, call);
            response.Messages.Add(new ChatMessage(ChatRole.Assistant, toolCalls.Count > 0 ? toolCalls : [new TextContent(Answer(list))]) { MessageId = ResponseId(call) });
            response.FinishReason = toolCalls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;
            response.Usage = Usage(list);
        }

        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref calls.Value);
        var fault = NextFault(call);
        await StartAsync(fault, cancellationToken).ConfigureAwait(false);
        yield return Update(call);
        IReadOnlyList<ChatMessage> list = [.. messages];
        var toolCalls = SimulatedToolCalls.Create(options, list, chatOptions, call);
        var answer = toolCalls.Count > 0 ? "" : Answer(list);
        var chunks = (int)(((long)answer.Length + options.ChunkSize - 1) / options.ChunkSize);
        for (var chunk = 0; chunk <= chunks; chunk++)
        {
            // A plan that asks for more chunks than there are takes effect after the last one, not never.
            if (fault is not null && chunk == Math.Min(fault.AfterChunks, chunks))
            {
                await BreakAsync(fault, cancellationToken).ConfigureAwait(false);
                if (fault.Kind is SimulatedFaultKind.MissingFinish)
                {
                    yield break;
                }
            }

            if (chunk < chunks)
            {
                await DelayAsync(chunk == 0 ? TimeSpan.Zero : options.ChunkDelay, cancellationToken).ConfigureAwait(false);
                yield return Update(call, new TextContent(Chunk(answer, chunk)));
            }
        }

        if (toolCalls.Count > 0)
        {
            yield return Update(call, toolCalls);
        }

        var last = Update(call, new UsageContent(Usage(list)));
        last.FinishReason = toolCalls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;
        yield return last;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("simulated", null, model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    private string Answer(IReadOnlyList<ChatMessage> messages) => _answer.Contains("{result}", StringComparison.Ordinal)
        ? _answer.Replace("{result}", SimulatedToolCalls.Results(messages), StringComparison.Ordinal) : _answer;

    private string Chunk(string answer, int chunk)
    {
        var start = chunk * options.ChunkSize;
        return answer.Substring(start, Math.Min(options.ChunkSize, answer.Length - start));
    }

    private static string ResponseId(int call) => $"simulated-{call}";

    private ChatResponseUpdate Update(int call, params IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = ResponseId(call), MessageId = ResponseId(call), ModelId = model };

    private SimulatedFaultOptions? NextFault(int call)
    {
        foreach (var fault in options.Faults.Values)
        {
            if (fault.AppliesTo(call))
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Waits for the first token, or fails before it.</summary>
    private async ValueTask StartAsync(SimulatedFaultOptions? fault, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (fault?.Kind)
        {
            case SimulatedFaultKind.Status:
                throw new SimulatedProviderException(fault.Status, fault.Code, fault.RetryAfter);
            case SimulatedFaultKind.ContentFilter:
                throw new SimulatedProviderException(400, "content_filter", null);
            case SimulatedFaultKind.ContextLength:
                throw new SimulatedProviderException(400, "context_length_exceeded", null);
            case SimulatedFaultKind.Reset:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The simulated connection was reset.");
            case SimulatedFaultKind.Silence:
                await DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                break;
            case SimulatedFaultKind.SlowFirstToken:
                await DelayAsync(fault.Delay ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                break;
        }

        await DelayAsync(options.Latency, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fails in the midst of an answer.</summary>
    private async ValueTask BreakAsync(SimulatedFaultOptions fault, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case SimulatedFaultKind.Cut:
                throw new IOException("The simulated connection was lost.");
            case SimulatedFaultKind.BadChunk:
                throw new JsonException("The simulated chunk is not JSON.");
            case SimulatedFaultKind.Stall:
                await DelayAsync(fault.Delay ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay != TimeSpan.Zero)
        {
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private UsageDetails Usage(IEnumerable<ChatMessage> messages)
    {
        var input = options.InputTokens ?? Tokens(messages.Sum(message => message.Text.Length));
        var output = options.OutputTokens ?? Tokens(_answer.Length);
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    private static int Tokens(int characters) => (characters + 3) / 4;
}
