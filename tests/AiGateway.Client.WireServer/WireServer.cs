using System.Net;
using AiGateway.Client.Wire.Formats;
using AiGateway.Client.Wire.Serving;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Wire;

/// <summary>A server on the loopback address that speaks the vendors' wire formats, answers by script and fails on command.</summary>
public sealed class WireServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Changes _changes = new();
    private readonly Lock _lock = new();
    private readonly List<WireRequest> _requests = [];
    private readonly Dictionary<string, WireApi> _paths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/v1/chat/completions"] = WireApi.OpenAIChat,
        ["/v1/responses"] = WireApi.OpenAIResponses,
        ["/openai/v1/chat/completions"] = WireApi.AzureChat,
        ["/openai/v1/responses"] = WireApi.AzureResponses,
        ["/v1/messages"] = WireApi.Anthropic,
        ["/api/chat"] = WireApi.Ollama,
    };

    private Exception? _scriptFailure;
    private int _openConnections;
    private int _connections;

    private WireServer(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MinResponseDataRate = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => CountAsync(next(connection)));
        });

        // With a buffer this small a flush returns once the system has the bytes, so that a fault never overtakes the events before it.
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { MaxWriteBufferSize = 1 }), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>Gets the server's address, with a trailing slash: what Anthropic's and Ollama's clients call their endpoint.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the endpoint for OpenAI clients.</summary>
    public Uri OpenAIEndpoint => new(BaseAddress, "v1/");

    /// <summary>Gets the endpoint for OpenAI clients that speak with Azure.</summary>
    public Uri AzureEndpoint => new(BaseAddress, "openai/v1/");

    /// <summary>Gets the answers to give, one for each request.</summary>
    public WireScript Script { get; } = new();

    /// <summary>Gets or sets the answer once the script is used up.</summary>
    public WireReply Default { get; set; } = WireReply.Text("Hello", ", ", "world", "!");

    /// <summary>Gets or sets logic that answers once the script is used up; wins over <see cref="Default"/>.</summary>
    public Func<WireRequest, WireReply>? Respond { get; set; }

    /// <summary>Gets or sets the API key that requests must carry; others get the vendor's 401.</summary>
    /// <value>Default <see langword="null"/>: none is asked for.</value>
    public string? RequireKey { get; set; }

    /// <summary>Gets the requests so far, in order of arrival.</summary>
    public IReadOnlyList<WireRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Gets the number of requests that have not ended.</summary>
    public int OpenRequests => Requests.Count(request => !request.HasEnded);

    /// <summary>Gets the number of connections that are open; clients keep idle ones.</summary>
    public int OpenConnections => Volatile.Read(ref _openConnections);

    /// <summary>Gets the number of connections that were ever opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="timeProvider">The clock for the log; default the system's.</param>
    public static async Task<WireServer> StartAsync(TimeProvider? timeProvider = null)
    {
        var server = new WireServer(timeProvider ?? TimeProvider.System);
        await server._kestrel.StartAsync(new WireApplication(server.HandleAsync), CancellationToken.None).ConfigureAwait(false);
        server.BaseAddress = new Uri(server._kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Serves a format at another path too, such as those of vendors who speak OpenAI's.</summary>
    /// <param name="path">The path, such as <c>/api/v1/chat/completions</c>.</param>
    /// <param name="api">The format.</param>
    public void Map(string path, WireApi api) => _paths[path] = api;

    /// <summary>Waits for a request to arrive.</summary>
    /// <param name="index">Its number, in order of arrival from 0.</param>
    public async Task<WireRequest> RequestAsync(int index = 0)
    {
        await _changes.UntilAsync(() => Requests.Count > index, () => $"{index + 1} request(s), but {Requests.Count} came").ConfigureAwait(false);
        return Requests[index];
    }

    /// <summary>Waits until every request has ended.</summary>
    public Task WhenNoRequestsAsync() => _changes.UntilAsync(() => OpenRequests == 0, () => $"no open requests, but there are {OpenRequests}");

    /// <summary>Waits until no more connections than these are open.</summary>
    /// <param name="count">The number; 0 once the client has gone or its connections were broken.</param>
    public Task WhenConnectionsAsync(int count) =>
        _changes.UntilAsync(() => OpenConnections <= count, () => $"at most {count} open connection(s), but there are {OpenConnections}");

    /// <summary>Breaks what is open and stops.</summary>
    /// <exception cref="InvalidOperationException">A function of the script threw.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
        if (_scriptFailure is not null)
        {
            throw new InvalidOperationException("A function of the script threw.", _scriptFailure);
        }
    }

    private async Task CountAsync(Task connection)
    {
        Interlocked.Increment(ref _openConnections);
        Interlocked.Increment(ref _connections);
        _changes.Notify();
        try
        {
            await connection.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _openConnections);
            _changes.Notify();
        }
    }

    private async Task HandleAsync(HttpContext http)
    {
        var api = HttpMethods.IsPost(http.Request.Method) ? _paths.GetValueOrDefault(http.Request.Path.Value ?? "") : WireApi.Unknown;
        var format = WireFormats.Of(api, http.Request.Path.Value ?? "");
        var request = await RequestReader.ReadAsync(http, api, format, _timeProvider).ConfigureAwait(false);
        lock (_lock)
        {
            request.Index = _requests.Count;
            _requests.Add(request);
        }

        _changes.Notify();
        try
        {
            var reply = RequestCheck.Refuse(request, format, RequireKey) ?? Reply(request);
            request.End(await new Exchange(http, request, format, reply, _stopping.Token).RunAsync().ConfigureAwait(false));
        }
        finally
        {
            request.End(WireEnding.ServerAborted);
            _changes.Notify();
        }
    }

    private WireReply Reply(WireRequest request)
    {
        try
        {
            return (Script.Next() ?? Respond)?.Invoke(request) ?? Default;
        }
        catch (Exception exception)
        {
            _scriptFailure ??= exception;
            throw;
        }
    }
}
