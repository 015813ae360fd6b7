using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>The innermost stage: selects the targets of the request's route and tries them within one budget until one answers.</summary>
/// <remarks>
/// A stream is committed to its target at the first update with content. Updates before it are held back, so that a failure until
/// then is healed by another attempt; a failure after it is never taken for a complete answer.
/// </remarks>
internal sealed class GatewayRoutingChatClient(RouteTable table, ShadowRunner shadow, ILogger logger) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var routed = RouteAsync(messages, RequireOwn(options), cancellationToken);
        return routed.IsCompletedSuccessfully ? routed.Result.Answer! : AwaitAsync(routed);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var own = RequireOwn(options);
        return new DeferredStream(reader =>
        {
            var route = table.Get(own.Context!.Route);
            shadow.Copy(route, own, messages, streaming: true);
            var cancellation = new LinkedCancellation(cancellationToken, reader);
            return new RoutingStream(RoutedCall.Begin(route, own, messages, streaming: true, logger, cancellation.Token), cancellation);
        });
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this
            : table.Routes is [{ Targets: [var first, ..] }, ..] ? first.Client.GetService(serviceType, serviceKey)
            : null;
    }

    public void Dispose()
    {
        foreach (var route in table.Routes)
        {
            foreach (var target in route.Targets)
            {
                target.Client.Dispose();
            }
        }
    }

    /// <summary>Makes one plain attempt. Whether its answer is used, the caller knows and records.</summary>
    internal static async ValueTask<AttemptResult> AskAsync(RoutedCall call, Attempt attempt)
    {
        try
        {
            attempt.BeginCapture();
            var pending = attempt.Target.Client.GetResponseAsync(call.Messages, attempt.PrepareOptions(), attempt.Token);
            var response = pending.IsCompleted
                ? await pending.ConfigureAwait(false)
                : await attempt.WaitAsync(pending, Math.Min(call.Deadline, attempt.Limit(call.Route.Options.Timeouts.Attempt))).ConfigureAwait(false);
            return new AttemptResult { Attempt = attempt, Answer = pending, Failure = ResponseInspector.Inspect(response) };
        }
        catch (Exception exception)
        {
            return new AttemptResult { Attempt = attempt, Exception = exception, Failure = attempt.Classify(exception) };
        }
    }

    private async ValueTask<AttemptResult> RouteAsync(IEnumerable<ChatMessage> messages, GatewayChatOptions options, CancellationToken cancellationToken)
    {
        var route = table.Get(options.Context!.Route);
        shadow.Copy(route, options, messages, streaming: false);
        return await RoutedCall.Begin(route, options, messages, streaming: false, logger, cancellationToken).RunAsync(AskAsync).ConfigureAwait(false);
    }

    private static async Task<ChatResponse> AwaitAsync(ValueTask<AttemptResult> routed) =>
        await (await routed.ConfigureAwait(false)).Answer!.ConfigureAwait(false);

    private static GatewayChatOptions RequireOwn(ChatOptions? options) => options is GatewayChatOptions { Context: not null } own ? own : throw new InvalidOperationException(
        "The request reached the routing stage without its GatewayChatOptions: a decorator above replaced the options. Clone or change the ones it received instead.");
}
