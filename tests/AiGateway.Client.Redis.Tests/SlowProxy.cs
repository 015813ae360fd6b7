using System.Net;
using System.Net.Sockets;

namespace AiGateway.Client.Redis.Tests;

/// <summary>Stands between a client and a server on loopback and passes on what the server answers only after a delay.</summary>
internal sealed class SlowProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private long _delay;

    public SlowProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string ConnectionString => $"{_listener.LocalEndpoint},connectTimeout=2000";

    /// <summary>Gets or sets how late answers are, in milliseconds.</summary>
    public long Delay
    {
        get => Interlocked.Read(ref _delay);
        set => Interlocked.Exchange(ref _delay, value);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relays = [];
        while (!_stop.IsCancellationRequested)
        {
            relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }

        await Task.WhenAll(relays);
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream(), () => 0), CopyAsync(server.GetStream(), client.GetStream(), () => Delay));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<long> delay)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (delay() is > 0 and var late)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(late), TimeProvider.System, _stop.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
