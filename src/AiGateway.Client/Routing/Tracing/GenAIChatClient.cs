using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>Gives each attempt the span and the metrics of OpenTelemetry's conventions for generative AI, where somebody listens to them.</summary>
/// <remarks>
/// Microsoft.Extensions.AI's own client writes them, but sees the attempt only from the side: unless sensitive data is asked for, it gets neither
/// messages nor answers nor what a provider says about a failure, so that it cannot write any of them.
/// </remarks>
internal sealed class GenAIChatClient(IChatClient innerClient, GenAITelemetry telemetry, GenAISubject subject) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        telemetry.IsListenedTo ? TraceAsync(messages, options, cancellationToken) : base.GetResponseAsync(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        telemetry.IsListenedTo ? TraceStreamAsync(messages, options, cancellationToken) : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async Task<ChatResponse> TraceAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var call = Begin(messages, options);
        try
        {
            await telemetry.Client.GetResponseAsync(call.SeenMessages, call.SeenOptions, cancellationToken).ConfigureAwait(false);
        }
        catch when (call.Failure is not null)
        {
            call.Failure.Throw();
        }
        catch when (call.Response is not null)
        {
            // The fault of a listener. The answer is there.
        }

        return call.Response!;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> TraceStreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = Begin(messages, options);
        var seen = telemetry.Client.GetStreamingResponseAsync(call.SeenMessages, call.SeenOptions, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await MoveAsync(seen, call).ConfigureAwait(false))
            {
                yield return call.Update!;
            }
        }
        finally
        {
            await seen.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<ChatResponseUpdate> seen, GenAICall call)
    {
        try
        {
            return await seen.MoveNextAsync().ConfigureAwait(false);
        }
        catch when (call.Failure is not null)
        {
            call.Failure.Throw();
            return false;
        }
    }

    private GenAICall Begin(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        // An attempt that begins in the middle of a stream runs in the reader's flow, which knows nothing of the request's span.
        if (options.GetGatewayContext()?.Activity is { } request && !IsUnder(request))
        {
            Activity.Current = request;
        }

        return new GenAICall(InnerClient, messages, options, subject, telemetry.IsSensitive);
    }

    private static bool IsUnder(Activity request)
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity == request)
            {
                return true;
            }
        }

        return false;
    }
}
