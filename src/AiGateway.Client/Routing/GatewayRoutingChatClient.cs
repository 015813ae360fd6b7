using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>The innermost stage: tries the targets of the request's route in order until one answers.</summary>
/// <remarks>
/// A stream is committed to its target at the first update with content. Updates before it are held back, so that a failure until
/// then is healed by the next target; a failure after it is never taken for a complete answer.
/// </remarks>
internal sealed class GatewayRoutingChatClient(RouteTable table, ILogger logger) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var context = RequireContext(options);
        var route = table.Get(context.Route);
        Exception? firstFailure = null;
        for (var i = 0; i < route.Targets.Count; i++)
        {
            var attempt = Attempt.Begin(context, route.Targets[i]);
            ProviderFailure? failure;
            Exception? exception = null;
            try
            {
                var response = await attempt.Target.Client.GetResponseAsync(messages, attempt.PrepareOptions(), cancellationToken).ConfigureAwait(false);
                failure = ResponseInspector.Inspect(response);
                if (failure is null)
                {
                    attempt.Succeed(response.Usage);
                    return response;
                }
            }
            catch (Exception caught)
            {
                if (Attempt.PassingOutcome(caught, cancellationToken) is { } outcome)
                {
                    attempt.Leave(outcome);
                    throw;
                }

                exception = caught;
                failure = attempt.Classify(caught);
            }

            attempt.Fail(failure, logger);
            firstFailure ??= exception;
            attempt.ThrowIfRefused(failure, exception);
        }

        throw new AllTargetsFailedException(route.Name, context.Attempts, firstFailure);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var context = RequireContext(options);
        return new DeferredStream(reader => new RoutingStream(
            table.Get(context.Route), context, messages, logger, new LinkedCancellation(cancellationToken, reader)));
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

    private static GatewayContext RequireContext(ChatOptions? options) => options.GetGatewayContext() ?? throw new InvalidOperationException(
        "The request reached the routing stage without its GatewayChatOptions: a decorator above replaced the options. Clone or change the ones it received instead.");
}
