using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>Sends copies of requests to a shadow target and drops the answers. The request itself neither waits for them nor fails with them.</summary>
internal sealed class ShadowRunner(ILogger logger)
{
    private int _inFlight;

    /// <summary>Copies the request, if the route has a shadow and chance wants it.</summary>
    public void Copy(Route route, GatewayChatOptions request, IEnumerable<ChatMessage> messages, bool streaming)
    {
        var options = route.Options.Shadow;
        if (options.Target is null || request.Target is not null || route.Random.Next() * 100 >= options.Percentage
            || Array.Find(route.Targets, route.IsShadow) is not { } target
            || TargetSelector.FindConstraint(target, request.Context!.Constraints) is not null)
        {
            return;
        }

        if (Interlocked.Increment(ref _inFlight) > options.MaxConcurrency)
        {
            Interlocked.Decrement(ref _inFlight);
            return;
        }

        Start(route, target, request, messages, streaming);
    }

    // Apart, so that requests without a shadow do not make its closure.
    private void Start(Route route, RouteTarget target, GatewayChatOptions request, IEnumerable<ChatMessage> messages, bool streaming)
    {
        // The caller may change its list while the copy is under way; and what the copy does must not show in the request's own context.
        var copy = new GatewayChatOptions(request) { OnCompleted = null };
        copy.Context = request.Context!.Fork("shadow", copy);
        List<ChatMessage> copied = [.. messages];
        _ = Task.Run(() => RunAsync(route, target, copy, copied, streaming));
    }

    private async Task RunAsync(Route route, RouteTarget target, GatewayChatOptions options, List<ChatMessage> messages, bool streaming)
    {
        try
        {
            var plan = new AttemptPlan(route, [target], route.TimeProvider.Limit(route.TimeProvider.GetTimestamp(), route.Options.Timeouts.Total));
            var call = new RoutedCall(route, options, messages, streaming, plan, logger, CancellationToken.None);
            if (await call.NextAsync(AttemptKind.Shadow).ConfigureAwait(false) is { } attempt)
            {
                await AskAsync(call, attempt).ConfigureAwait(false);
                RoutingLog.ShadowCompleted(logger, options.Context!.RequestId, target.Name, attempt.Record.Outcome, attempt.Record.Duration.TotalMilliseconds);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static async Task AskAsync(RoutedCall call, Attempt attempt)
    {
        var result = call.Streaming
            ? await StreamAttempt.OpenAsync(call, attempt).ConfigureAwait(false)
            : await GatewayRoutingChatClient.AskAsync(call, attempt).ConfigureAwait(false);
        try
        {
            while (result is { Succeeded: true, Stream: { Ended: false, Progress.Error: null } stream })
            {
                await stream.ReadAsync(stream.WaitLimit(call.Time.GetTimestamp())).ConfigureAwait(false);
            }

            End(call, result, result.Failure ?? (result is { Exception: null, Stream: { } read } ? attempt.Inspect(read.Progress) : null));
        }
        catch (Exception exception)
        {
            End(call, new AttemptResult { Attempt = attempt, Stream = result.Stream, Exception = exception }, attempt.Classify(exception));
        }
        finally
        {
            if (result.Stream is { } opened)
            {
                await opened.CloseAsync().ConfigureAwait(false);
            }
        }
    }

    private static void End(RoutedCall call, in AttemptResult result, ProviderFailure? failure)
    {
        if (failure is not null)
        {
            result.Attempt.Fail(failure, result.Stream?.Progress, result.Response);
        }
        else if (result.Exception is not null)
        {
            call.Leave(result);
        }
        else
        {
            result.Attempt.Succeed(result.Stream?.Progress, result.Response);
        }
    }
}
