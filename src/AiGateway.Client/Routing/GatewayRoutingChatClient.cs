using System.Runtime.CompilerServices;
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
                if (PassingOutcome(caught, cancellationToken) is { } outcome)
                {
                    attempt.Leave(outcome);
                    throw;
                }

                exception = caught;
                failure = attempt.Classify(caught);
            }

            attempt.Fail(failure, logger);
            firstFailure ??= exception;
            ThrowIfRefused(attempt, failure, exception);
        }

        throw new AllTargetsFailedException(route.Name, context.Attempts, firstFailure);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var context = RequireContext(options);
        var route = table.Get(context.Route);
        Exception? firstFailure = null;
        for (var i = 0; i < route.Targets.Count; i++)
        {
            var attempt = Attempt.Begin(context, route.Targets[i]);
            var progress = new StreamProgress();
            ProviderFailure? failure = null;
            Exception? exception = null;
            List<ChatResponseUpdate>? held = null;
            IAsyncEnumerator<ChatResponseUpdate>? updates = null;
            var ended = false;
            var outcome = GatewayOutcome.Abandoned;
            try
            {
                while (failure is null && !ended)
                {
                    try
                    {
                        updates ??= attempt.Target.Client.GetStreamingResponseAsync(messages, attempt.PrepareOptions(), cancellationToken)
                            .GetAsyncEnumerator(cancellationToken);
                        ended = !await updates.MoveNextAsync().ConfigureAwait(false);
                    }
                    catch (Exception caught)
                    {
                        if (PassingOutcome(caught, cancellationToken) is { } passing)
                        {
                            outcome = passing;
                            throw;
                        }

                        exception = caught;
                        failure = attempt.Classify(caught);
                        break;
                    }

                    var wasCommitted = progress.Committed;
                    if (!ended)
                    {
                        progress.Observe(updates.Current);
                    }

                    if (ended || progress.Error is not null)
                    {
                        failure = attempt.Inspect(progress);
                    }
                    else if (wasCommitted)
                    {
                        yield return updates.Current;
                        continue;
                    }
                    else
                    {
                        (held ??= []).Add(updates.Current);
                    }

                    // Commit: content has come, or the answer is complete without any.
                    if (failure is null && (progress.Committed || ended) && held is not null)
                    {
                        attempt.MarkFirstToken();
                        foreach (var update in held)
                        {
                            yield return update;
                        }

                        held = null;
                    }
                }

                if (failure is null)
                {
                    attempt.Succeed(progress.Usage);
                }
                else
                {
                    attempt.Fail(failure, logger, progress.Usage);
                }

                outcome = attempt.Record.Outcome;
            }
            finally
            {
                if (attempt.Record.Failure is null && outcome is not GatewayOutcome.Succeeded)
                {
                    attempt.Leave(outcome, progress.Usage);
                }

                await DisposeAsync(updates).ConfigureAwait(false);
            }

            if (failure is null)
            {
                yield break;
            }

            if (progress.Committed)
            {
                throw new IncompleteStreamException(attempt.Record, failure, progress.TextLength, context.Attempts, exception);
            }

            firstFailure ??= exception;
            ThrowIfRefused(attempt, failure, exception);
        }

        throw new AllTargetsFailedException(route.Name, context.Attempts, firstFailure);
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

    // The caller's own cancellation and rejections by decorators around the target pass through untouched.
    private static GatewayOutcome? PassingOutcome(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => GatewayOutcome.Cancelled,
        GatewayRejectedException => GatewayOutcome.Rejected,
        _ => null,
    };

    private static void ThrowIfRefused(Attempt attempt, ProviderFailure failure, Exception? exception)
    {
        if (!failure.Kind.AllowsAnotherTarget())
        {
            throw new TargetRefusedException(attempt.Record, failure, exception);
        }
    }

    private static async ValueTask DisposeAsync(IAsyncEnumerator<ChatResponseUpdate>? updates)
    {
        try
        {
            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The outcome of the attempt is known; a connection that also fails to close adds nothing to it.
        }
    }
}
