using System.Collections.Frozen;
using AiGateway.Client.Caching;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>One validated configuration at work: its routes, pipelines and provider clients. Requests lease it; the last to leave a retired one disposes it.</summary>
internal sealed class GatewaySnapshot(
    AiGatewayOptions options, string version, RouteTable routes, FrozenDictionary<string, IChatClient> pipelines, RedactionEngine redaction,
    GatewayLimits limits, IReadOnlyList<IChatClient> owned)
{
    // One lease belongs to the gateway itself, until the snapshot is retired.
    private int _leases = 1;
    private int _disposed;
    private ITimer? _drainTimer;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AiGatewayOptions Options => options;

    public string Version => version;

    public RouteTable Routes => routes;

    /// <summary>Gets what redacts texts; requests too where redaction is on.</summary>
    public RedactionEngine Redaction => redaction;

    /// <summary>Gets a task that completes once no request uses the retired snapshot and its clients are disposed.</summary>
    public Task Left => _left.Task;

    /// <summary>Finds the pipeline whose default is a route.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route or alias.</exception>
    public IChatClient GetPipeline(string? route) => pipelines[routes.Get(route ?? options.ResolvedDefaultRoute!).Name];

    /// <summary>Finds out what would be done with a request.</summary>
    public async Task<GatewayPlan> ExplainAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var pipeline = GetPipeline(null);
        var entry = pipeline.GetService<EntryChatClient>()!;
        var context = await entry.PreviewAsync(options, cancellationToken).ConfigureAwait(false);
        var planner = new GatewayPlanner(
            pipeline.GetService<GovernanceChatClient>()?.Engine, pipeline.GetService<RedactionChatClient>() is null ? null : redaction,
            pipeline.GetService<GatewayCachingChatClient>()?.Stage, limits, routes, routes.Get(context.Route));
        return await planner.PlanAsync(messages, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leases the snapshot for one request.</summary>
    /// <returns><see langword="false"/> when it has been retired and left by all.</returns>
    public bool TryLease()
    {
        var leases = Volatile.Read(ref _leases);
        while (leases > 0)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
            {
                return true;
            }

            leases = seen;
        }

        return false;
    }

    /// <summary>Gives one lease back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
        {
            Dispose();
        }
    }

    /// <summary>Lets the last request under way dispose the snapshot, or the time limit: a stream that is never read to its end must not keep clients for ever.</summary>
    public void Retire(TimeProvider timeProvider, TimeSpan timeLimit)
    {
        _drainTimer = timeProvider.CreateTimer(static snapshot => ((GatewaySnapshot)snapshot!).Dispose(), this, timeLimit, Timeout.InfiniteTimeSpan);
        Release();
        if (Volatile.Read(ref _disposed) != 0)
        {
            _drainTimer.Dispose();
        }
    }

    /// <summary>Disposes the clients, whoever still holds a lease.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _drainTimer?.Dispose();
        foreach (var client in owned)
        {
            client.Dispose();
        }

        _left.SetResult();
    }
}
