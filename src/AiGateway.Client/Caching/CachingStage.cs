using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>What both kinds of calls have in common: the look-up, the flight, and the account of what was saved.</summary>
internal sealed class CachingStage(
    IChatClient inner, GatewayCache cache, CachingOptions settings, KeyFacts facts, GatewayInstruments instruments, MeteringServices? metering, Func<Action?>? lease)
{
    // The second failure in a row is not to hold up whoever waits behind others: the third call is their own.
    private const int SharedRounds = 2;

    public IChatClient Inner => inner;

    public static GatewayContext? ContextOf(ChatOptions? options) => (options as GatewayChatOptions)?.Context;

    /// <summary>Finds out what is to be done with a request: an answer that is there, a flight, or neither.</summary>
    public async ValueTask<CacheStep> BeginAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, bool streamed, int round, CancellationToken cancellationToken)
    {
        var step = Begin(messages, options, streamed, round, isEpochKnown: null);
        if (step.Unknown is not { } partition)
        {
            return step;
        }

        var isKnown = await cache.RefreshAsync(ContextOf(options)?.Route ?? "", partition, cancellationToken).ConfigureAwait(false);
        return Begin(messages, options, streamed, round, isKnown);
    }

    /// <summary>Tells what would become of a request, as far as this process knows. Nothing is counted, and nobody else is asked.</summary>
    public GatewayCacheResult Preview(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var (context, control) = (ContextOf(options), (options as GatewayChatOptions)?.CacheControl);
        if (control is { Bypass: true })
        {
            return GatewayCacheResult.Bypass(CacheBypass.Requested);
        }

        using var key = CacheKey.Create(facts, context, messages, options);
        return key.Reason is not CacheBypass.None ? GatewayCacheResult.Bypass(key.Reason)
            : control is { Refresh: true } ? GatewayCacheResult.Miss
            : cache.Peek(key, cache.EpochOf(context?.Route ?? "", CacheEpochs.HashOf(key.Partition), out _));
    }

    private CacheStep Begin(IReadOnlyList<ChatMessage> messages, ChatOptions? options, bool streamed, int round, bool? isEpochKnown)
    {
        var (context, control) = (ContextOf(options), (options as GatewayChatOptions)?.CacheControl);
        if (control is { Bypass: true })
        {
            return Pass(context, CacheBypass.Requested);
        }

        using var key = CacheKey.Create(facts, context, messages, options);
        if (key.Reason is not CacheBypass.None)
        {
            return Pass(context, key.Reason);
        }

        var partition = CacheEpochs.HashOf(key.Partition);
        var epoch = cache.EpochOf(context?.Route ?? "", partition, out var isFresh);
        if (!isFresh && isEpochKnown is null)
        {
            return new CacheStep { Unknown = partition };
        }

        var looksUp = control is not { Refresh: true };
        if (looksUp && cache.Find(key, epoch, out var stale) is { } answer)
        {
            return Take(messages, options, key, epoch, isEpochKnown ?? true, answer, stale);
        }

        var shares = settings.SingleFlight && looksUp && control is not { NoStore: true } && round < SharedRounds;
        return shares && cache.Flights.Join(key.View, epoch, streamed) is { } joined
            ? new CacheStep { Flight = joined }
            : Start(Describe(messages, options, key, epoch, isEpochKnown ?? true, streamed, looksUp), shares, streamed);
    }

    /// <summary>Ends a request with an answer that was stored, for this question or for one that means the same.</summary>
    public void Report(ChatOptions? options, GatewayCacheResult status, CachedAnswer? saved, SemanticLookup? match = null)
    {
        var context = ContextOf(options);
        Count(context, status);
        if (context is null)
        {
            return;
        }

        context.Cache = status;
        if (match is not null)
        {
            cache.Semantic?.Serve(match, context.RequestId);
        }

        if (saved is not null)
        {
            context.Set(GatewayContext.IsCacheHit, true);
            context.Set(GatewayContext.SavedCostNanos, saved.CostNanos);
            Publish(context, saved);
        }
    }

    private CacheStep Pass(GatewayContext? context, CacheBypass reason)
    {
        var status = GatewayCacheResult.Bypass(reason);
        Count(context, status);
        if (context is not null)
        {
            context.Cache = status;
        }

        return default;
    }

    private CacheStep Take(IReadOnlyList<ChatMessage> messages, ChatOptions? options, in CacheKey key, ulong epoch, bool isEpochKnown, CachedAnswer answer, bool stale)
    {
        if (stale && answer.Response is not null)
        {
            Revalidate(Describe(messages, options, key, epoch, isEpochKnown, streamed: false, looksUp: false));
        }

        Report(options, stale ? GatewayCacheResult.Stale : GatewayCacheResult.Hit, answer);
        return new CacheStep { Answer = answer };
    }

    private FlightRequest Describe(IReadOnlyList<ChatMessage> messages, ChatOptions? options, in CacheKey key, ulong epoch, bool isEpochKnown, bool streamed, bool looksUp)
    {
        var own = new GatewayChatOptions(options);
        var control = own.CacheControl;
        if (own.Deadline is not null)
        {
            own.Deadline = null;
        }

        own.Context = own.Context?.ForFlight(own, cache.Time.GetTimestamp())
            ?? new GatewayContext(own, cache.Time.GetTimestamp()) { Caller = own.Caller ?? GatewayCaller.Anonymous };
        return new FlightRequest(inner, [.. messages], own, key.Own(), streamed)
        {
            Settings = settings,
            Epoch = epoch,
            IsEpochKnown = isEpochKnown,
            FingerprintLength = key.FingerprintLength,
            LooksUp = looksUp,
            Stores = control?.Stores is not false,
            TimeToLive = control?.TimeToLive,
            Release = lease?.Invoke(),
        };
    }

    private CacheStep Start(FlightRequest request, bool shares, bool streamed)
    {
        var flight = new Flight(cache, request);
        while (shares && !cache.Flights.TryAnnounce(flight))
        {
            if (cache.Flights.Join(request.Key.View, request.Epoch, streamed) is { } joined)
            {
                flight.Abandon();
                return new CacheStep { Flight = joined };
            }

            // The other one has just ended: it is about to leave the table.
            Thread.Yield();
        }

        _ = flight.RunAsync();
        return new CacheStep { Flight = flight, IsOwner = true };
    }

    // One of those who get a stale answer fetches the new one, and pays for it.
    private void Revalidate(FlightRequest request)
    {
        var flight = new Flight(cache, request);
        if (cache.Flights.TryAnnounce(flight))
        {
            _ = flight.RunAsync();
        }
        else
        {
            flight.Abandon();
        }
    }

    private void Count(GatewayContext? context, GatewayCacheResult status)
    {
        if (instruments.CacheLookups.Enabled)
        {
            instruments.CacheLookups.Add(
                1, new(GatewayTelemetry.RouteTag, context?.Route), new(GatewayTelemetry.CacheStatusTag, status.Status.ToString()),
                new(GatewayTelemetry.CacheBypassTag, status.Status is CacheStatus.Bypass ? status.Reason.ToString() : null));
        }
    }

    private void Publish(GatewayContext context, CachedAnswer saved)
    {
        UsageRecord? record = null;
        foreach (var sink in metering?.Sinks ?? [])
        {
            try
            {
                if (sink.IsEnabled)
                {
                    sink.Record(record ??= CreateRecord(context, saved));
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                MeteringLog.UsageSinkFailed(metering!.Logger, sink.GetType().Name, exception.GetType().Name);
            }
        }
    }

    private UsageRecord CreateRecord(GatewayContext context, CachedAnswer saved) => new()
    {
        Time = cache.Time.GetUtcNow(),
        RequestId = context.RequestId,
        Route = context.Route,
        Target = saved.Target,
        Caller = context.Caller,
        Tags = context.Options.Tags is { } tags ? new Dictionary<string, string>(tags) : null,
        Provider = saved.Provider,
        Model = saved.Model,
        Status = UsageStatus.CacheHit,
        SavedCost = saved.CostNanos / GatewayAttempt.NanosPerUsd,
    };
}
