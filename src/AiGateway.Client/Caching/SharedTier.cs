using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching;

/// <summary>Answers that several processes share, in any <see cref="IDistributedCache"/>. A store that is down, slow or full is a miss, never an error.</summary>
internal sealed class SharedTier(IDistributedCache store, TimeProvider time, GatewayInstruments instruments, ILogger logger)
{
    private const string Read = "read";
    private const string Write = "write";
    private const int MaxWrites = 64;

    private readonly SharedCircuit _reads = new(time);
    private readonly SharedCircuit _writes = new(time);
    private int _pending;

    /// <summary>Gets or sets the longest that one look-up or one write may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets what all names in the store begin with.</summary>
    public string Prefix { get; set; } = "aigateway";

    public IDistributedCache Store => store;

    /// <summary>Reads a value.</summary>
    /// <returns>Whether the store has answered, and what.</returns>
    public async ValueTask<(bool Answered, byte[]? Value)> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (!_reads.TryEnter())
        {
            Count(Read);
            return default;
        }

        byte[]? value = null;
        var answered = await RunAsync(
            async token => value = await store.GetAsync($"{Prefix}:{name}", token).ConfigureAwait(false), _reads, Read, cancellationToken).ConfigureAwait(false);
        return answered ? (true, value) : default;
    }

    /// <summary>Writes a value while nobody waits. When too many writes are under way, it is left out.</summary>
    public void Set(string name, byte[] value, TimeSpan lifetime)
    {
        if (Interlocked.Increment(ref _pending) > MaxWrites)
        {
            Interlocked.Decrement(ref _pending);
            Count(Write);
            return;
        }

        _ = SetAndLeaveAsync(name, value, lifetime);
    }

    /// <summary>Writes a value.</summary>
    /// <returns>Whether it was written.</returns>
    public async ValueTask<bool> TrySetAsync(string name, byte[] value, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        if (!_writes.TryEnter())
        {
            Count(Write);
            return false;
        }

        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime };
        return await RunAsync(token => store.SetAsync($"{Prefix}:{name}", value, options, token), _writes, Write, cancellationToken).ConfigureAwait(false);
    }

    private async Task SetAndLeaveAsync(string name, byte[] value, TimeSpan lifetime)
    {
        await TrySetAsync(name, value, lifetime, CancellationToken.None).ConfigureAwait(false);
        Interlocked.Decrement(ref _pending);
    }

    private async ValueTask<bool> RunAsync(Func<CancellationToken, Task> work, SharedCircuit circuit, string operation, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var running = work(both.Token);
            try
            {
                // A store may ignore its token; it is not waited for any longer all the same.
                await running.WaitAsync(both.Token).ConfigureAwait(false);
            }
            catch
            {
                _ = Abandoned.ObserveAsync(running);
                throw;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fail(circuit, operation, exception);
            return false;
        }

        if (circuit.Succeed())
        {
            CachingLog.SharedCacheAvailable(logger, operation);
        }

        return true;
    }

    private void Fail(SharedCircuit circuit, string operation, Exception exception)
    {
        Count(operation);
        if (circuit.Fail())
        {
            CachingLog.SharedCacheUnavailable(logger, operation, exception is OperationCanceledException ? "it takes too long" : exception.GetType().Name);
        }
    }

    private void Count(string operation) => instruments.SharedCacheFailures.Add(1, new KeyValuePair<string, object?>(GatewayTelemetry.CacheOperationTag, operation));
}
