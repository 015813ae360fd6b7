using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace AiGateway.Client.Gateways;

/// <summary>The OpenAI SDK as it is, and the same SDK below the gateway, each sending through a handler of its own.</summary>
internal sealed class InProcessClients : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServiceProvider _services;

    /// <summary>Initializes a new instance of the <see cref="InProcessClients"/> class.</summary>
    /// <param name="url">The upstream.</param>
    /// <param name="createHandler">Makes what sends; <see langword="null"/> for what each has by default.</param>
    public InProcessClients(Uri url, Func<HttpMessageHandler>? createHandler)
    {
        _http = new HttpClient(createHandler?.Invoke() ?? new SocketsHttpHandler());
        var endpoint = new Uri(url, "/v1/");
        var options = new OpenAIClientOptions { Endpoint = endpoint, Transport = new HttpClientPipelineTransport(_http), RetryPolicy = new ClientRetryPolicy(0) };
        Bare = new OpenAIClient(new ApiKeyCredential("loopback"), options).GetChatClient("instant").AsIChatClient();
        var services = new ServiceCollection().AddAiGateway(new ConfigurationBuilder().AddInMemoryCollection(Settings(endpoint)).Build()).AddOpenAI().Services;
        if (createHandler is not null) services.AddHttpClient("AiGateway.Client").ConfigurePrimaryHttpMessageHandler(createHandler);
        _services = services.BuildServiceProvider();
        Gateway = _services.GetRequiredService<IChatClient>();
    }

    public IChatClient Bare { get; }

    public IChatClient Gateway { get; }

    public void Dispose()
    {
        Bare.Dispose();
        _services.Dispose();
        _http.Dispose();
    }

    // As benchmarks/gateways/settings.json: one route, one target, and for everything else the defaults.
    private static Dictionary<string, string?> Settings(Uri endpoint) => new()
    {
        ["Providers:instant:Type"] = "OpenAI",
        ["Providers:instant:ApiKey"] = "loopback",
        ["Providers:instant:Endpoint"] = endpoint.ToString(),
        ["Routes:chat:Targets:main:Provider"] = "instant",
        ["Routes:chat:Targets:main:Model"] = "instant",
    };
}
