using System.Runtime.ExceptionServices;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Gives known answers to those who ask the same again, and lets those who ask the same at once share one call.</summary>
/// <remarks>What is kept is what arrives here: inside of redaction, pseudonyms. Every caller gets a copy that is its own.</remarks>
public sealed class GatewayCachingChatClient : DelegatingChatClient
{
    private readonly CachingStage _stage;
    private readonly GatewayCache _cache;

    internal GatewayCachingChatClient(CachingStage stage, GatewayCache cache)
        : base(stage.Inner)
    {
        _stage = stage;
        _cache = cache;
    }

    /// <summary>Gets what decides about requests.</summary>
    internal CachingStage Stage => _stage;

    /// <inheritdoc />
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        cancellationToken.ThrowIfCancellationRequested();
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var beginning = _stage.BeginAsync(list, options, streamed: false, round: 0, cancellationToken);
        return beginning.IsCompletedSuccessfully ? GoOn(beginning.Result, list, options, cancellationToken) : BeginAsync(beginning, list, options, cancellationToken);
    }

    /// <inheritdoc />
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return new DeferredStream(reader => new CachedStream(_stage, _cache, list, options, new LinkedCancellation(cancellationToken, reader)));
    }

    /// <inheritdoc />
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? base.GetService(serviceType, serviceKey)
            : serviceType == typeof(IGatewayCache) ? _cache
            : serviceType == typeof(SemanticCache) ? _cache.Semantic
            : base.GetService(serviceType, serviceKey);
    }

    private async Task<ChatResponse> BeginAsync(ValueTask<CacheStep> beginning, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        await GoOn(await beginning.ConfigureAwait(false), messages, options, cancellationToken).ConfigureAwait(false);

    private Task<ChatResponse> GoOn(CacheStep step, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        if (step.Answer is { } answer)
        {
            return answer.Failure is { } failure
                ? Task.FromException<ChatResponse>(new CachedFailureException(failure)) : Task.FromResult(ResponseCopy.Copy(answer.Response!, billed: false));
        }

        return step.Flight is null ? base.GetResponseAsync(messages, options, cancellationToken) : AwaitAsync(step, messages, options, cancellationToken);
    }

    private async Task<ChatResponse> AwaitAsync(CacheStep step, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        using var wait = new CallerWait(options, _cache.Time, cancellationToken);
        for (var round = 1; ; round++)
        {
            var result = await WaitAsync(step, options, wait).ConfigureAwait(false);
            if (result.Failure is { } failure)
            {
                if (step.IsOwner)
                {
                    _stage.Report(options, GatewayCacheResult.Miss, null);
                    ExceptionDispatchInfo.Throw(failure);
                }
            }
            else if (result.Shared is { } shared)
            {
                return Deliver(step, result, shared, options);
            }

            // What failed for somebody else need not fail for this caller.
            step = await _stage.BeginAsync(messages, options, streamed: false, round, cancellationToken).ConfigureAwait(false);
            if (step.Answer is { Failure: { } refused })
            {
                throw new CachedFailureException(refused);
            }

            if (step.Answer is { Response: { } response })
            {
                return ResponseCopy.Copy(response, billed: false);
            }
        }
    }

    private ChatResponse Deliver(CacheStep step, FlightResult result, ChatResponse shared, ChatOptions? options)
    {
        var billed = step.IsOwner && result.Found is null;
        _stage.Report(options, StatusOf(step, result), billed ? null : result.Origin, result.Match);
        return billed && result.Original is { } original ? original : ResponseCopy.Copy(shared, billed);
    }

    private async ValueTask<FlightResult> WaitAsync(CacheStep step, ChatOptions? options, CallerWait wait)
    {
        var flight = step.Flight!;
        try
        {
            return await flight.WaitAsync(wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw wait.Explain(exception);
        }
        finally
        {
            flight.Leave(streamed: false);
            Settle(step, options, _cache.Time);
        }
    }

    internal static GatewayCacheResult StatusOf(CacheStep step, FlightResult result) =>
        step.IsOwner || result.Found is not null ? result.Status : GatewayCacheResult.Coalesced;

    /// <summary>Lets whoever started the flight see its attempts: it pays. All who waited for it have waited for the provider.</summary>
    internal static void Settle(CacheStep step, ChatOptions? options, TimeProvider time)
    {
        if (CachingStage.ContextOf(options) is not { } context)
        {
            return;
        }

        context.Await(step.Flight!.Request.Context, time);
        if (step.IsOwner)
        {
            context.Cache = GatewayCacheResult.Miss;
            context.Absorb(step.Flight.Request.Context);
        }
    }
}
