using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Providers;

/// <summary>Builds the HTTP client of an adapter: response capture, headers and key callback over the application's own transport.</summary>
public static class ProviderHttp
{
    /// <summary>The time limit to set in an SDK that insists on one. It is a last resort: the route's own time limits come first.</summary>
    public static readonly TimeSpan LastResortTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The name of the <c>IHttpClientFactory</c> client whose handlers carry provider traffic. Configure proxies and certificates on it.</summary>
    public const string ClientName = "AiGateway.Client";

    /// <summary>Creates the client for one adapter.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="setApiKey">Writes a key into a request's headers, replacing the one there. Used when a credential callback supplies keys.</param>
    /// <param name="configuredKey">The configured key, used when the callback has none; <see langword="null"/> when there is none.</param>
    /// <returns>A client without a time-out of its own; disposing it leaves the application's transport alone.</returns>
    public static HttpClient CreateClient(ProviderContext context, Action<HttpRequestHeaders, string> setApiKey, string? configuredKey) =>
        CreateClient(context, setApiKey, configuredKey, []);

    /// <summary>Creates the client for one adapter that has headers of its own to send.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="setApiKey">
    /// Writes a key into a request's headers, replacing the one there. Used when a credential callback supplies keys; <see langword="null"/> when the
    /// provider takes none.
    /// </param>
    /// <param name="configuredKey">The configured key, used when the callback has none; <see langword="null"/> when there is none.</param>
    /// <param name="headers">Replace what the SDK sets under the same names; the provider's configured headers win over them.</param>
    /// <param name="keyOptional">Whether requests go out without a key when neither callback nor configuration has one.</param>
    /// <returns>A client without a time-out of its own; disposing it leaves the application's transport alone. The gateway disposes it with the provider's client.</returns>
    public static HttpClient CreateClient(
        ProviderContext context, Action<HttpRequestHeaders, string>? setApiKey, string? configuredKey, IReadOnlyCollection<KeyValuePair<string, string>> headers,
        bool keyOptional = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(headers);
        var handler = Transport(context);
        if (context.Credential is { } credential && setApiKey is not null)
        {
            handler = new CredentialHandler(handler, credential, context, setApiKey, configuredKey, keyOptional);
        }

        if (context.Options.Headers.Count > 0)
        {
            handler = new HeadersHandler(handler, context.Options.Headers);
        }

        if (headers.Count > 0)
        {
            handler = new HeadersHandler(handler, headers);
        }

        var client = new HttpClient(new ResponseCaptureHandler(handler)) { Timeout = Timeout.InfiniteTimeSpan };
        context.Own(client);
        return client;
    }

    private static HttpMessageHandler Transport(ProviderContext context) =>
        context.Options.HttpClient is { } client ? new ClientTransport(client)
        : context.Services.GetService<IHttpMessageHandlerFactory>() is { } factory ? new FactoryTransport(factory, context.Options.HttpClientName)
        : CreateHandler();

    /// <summary>Creates the handler that the factory's default client uses.</summary>
    internal static SocketsHttpHandler CreateHandler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        EnableMultipleHttp2Connections = true,

        // A redirect would take prompt and key to an address that nobody configured or allowed.
        AllowAutoRedirect = false,

        // Long enough to read past the end of a stream whose last event has come, so that the connection serves the next request;
        // short enough that an abandoned answer does not go on being generated and paid for.
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
    };
}
