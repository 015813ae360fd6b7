using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>What telemetry takes for the provider: makes the call that its options lead to, and shows what may be seen of it.</summary>
internal sealed class GenAIRelay(ChatClientMetadata metadata) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = GenAIOptions.CallOf(options);
        call.FindSpan();
        try
        {
            return await call.AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw call.Fail(exception, cancellationToken);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = GenAIOptions.CallOf(options);
        call.FindSpan();
        var updates = Open(call, cancellationToken);
        try
        {
            while (await MoveAsync(updates, call, cancellationToken).ConfigureAwait(false))
            {
                yield return call.Take(updates.Current);
            }
        }
        finally
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType == typeof(ChatClientMetadata) ? metadata : null;
    }

    public void Dispose()
    {
    }

    private static IAsyncEnumerator<ChatResponseUpdate> Open(GenAICall call, CancellationToken cancellationToken)
    {
        try
        {
            return call.Open(cancellationToken);
        }
        catch (Exception exception)
        {
            throw call.Fail(exception, cancellationToken);
        }
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> updates, GenAICall call, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw call.Fail(exception, cancellationToken);
        }
    }
}
