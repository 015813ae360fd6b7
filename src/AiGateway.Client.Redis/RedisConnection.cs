using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>A connection that is made when it is first needed, so that an application starts while Redis is down; or the application's own.</summary>
internal sealed class RedisConnection(IConnectionMultiplexer? given) : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<IConnectionMultiplexer>? _connecting = given is null ? null : Task.FromResult(given);
    private bool _disposed;

    /// <summary>Gets a value indicating whether it is the application's own, which is never closed here.</summary>
    public bool IsGiven => given is not null;

    /// <summary>Gets the connection.</summary>
    /// <param name="connectionString">How to connect, if it has not been done.</param>
    public Task<IConnectionMultiplexer> GetAsync(string connectionString)
    {
        if (_connecting is { IsCompletedSuccessfully: true } connected && !_disposed)
        {
            return connected;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _connecting is null or { IsFaulted: true } or { IsCanceled: true } ? _connecting = ConnectAsync(connectionString) : _connecting;
        }
    }

    public void Dispose()
    {
        if (Close() is { IsCompletedSuccessfully: true } connected)
        {
            connected.Result.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Close() is { } connecting)
        {
            await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connecting.IsCompletedSuccessfully)
            {
                await connecting.Result.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Task<IConnectionMultiplexer>? Close()
    {
        lock (_gate)
        {
            var connecting = _disposed || IsGiven ? null : _connecting;
            _disposed = true;
            return connecting;
        }
    }

    private static async Task<IConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;

        // A reservation that is sent long after its request has gone on helps nobody.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName ??= "AiGateway.Client";
        return await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }
}
