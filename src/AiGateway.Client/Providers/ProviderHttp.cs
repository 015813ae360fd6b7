using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Providers;

/// <summary>Builds the HTTP client of an adapter: response capture, headers and key callback over the application's own transport.</summary>
public static class ProviderHttp
{
    /// <summary>The name of the <c>IHttpClientFactory</c> client whose handlers carry provider traffic. Configure proxies and certificates on it.</summary>
    public const string ClientName = "AiGateway.Client";

    /// <summary>Creates the client for one adapter.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="setApiKey">Writes a key into a request's headers, replacing the one there. Used when a credential callback supplies keys.</param>
    /// <param name="configuredKey">The configured key, used when the callback has none; <see langword="null"/> when there is none.</param>
    /// <returns>A client without a time-out of its own; disposing it leaves the application's transport alone.</returns>
    public static HttpClient CreateClient(ProviderContext context, Action<HttpRequestHeaders, string> setApiKey, string? configuredKey)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(setApiKey);
        var handler = Transport(context);
        if (context.Credential is { } credential)
        {
            handler = new CredentialHandler(handler, credential, context, setApiKey, configuredKey);
        }

        if (context.Options.Headers.Count > 0)
        {
            handler = new HeadersHandler(handler, context.Options.Headers);
        }

        return new HttpClient(new ResponseCaptureHandler(handler)) { Timeout = Timeout.InfiniteTimeSpan };
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

        // Long enough to read past the end of a stream whose last event has come, so that the connection serves the next request;
        // short enough that an abandoned answer does not go on being generated and paid for.
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
    };
}
