using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>An application on a free port of the loopback address. The headers of a request say who its user is and what it asks for.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Prompt = "attack at dawn";
    public const string ClaimsHeader = "Test-Claims";
    public const string UnauthenticatedClaimsHeader = "Test-Unauthenticated-Claims";

    private readonly WebApplication _app;

    private TestHost(WebApplication app, RecordingLogger log)
    {
        _app = app;
        Log = log;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public RecordingLogger Log { get; }

    public IServiceProvider Services => _app.Services;

    public IAiGateway Gateway => Services.GetRequiredService<IAiGateway>();

    /// <summary>Gets the callers that have reached the routing stage.</summary>
    public ConcurrentQueue<GatewayCaller> Callers => Services.GetRequiredService<ConcurrentQueue<GatewayCaller>>();

    public ResultQueue Results => Services.GetRequiredService<ResultQueue>();

    /// <summary>Starts an application.</summary>
    /// <param name="gateway">The JSON of section <c>AiGateway</c>.</param>
    /// <param name="customize">Adds to the gateway.</param>
    /// <param name="caller">The JSON of section <c>AiGatewayCaller</c>; <see langword="null"/> to leave callers alone.</param>
    public static async Task<TestHost> StartAsync(string gateway, Action<IAiGatewayBuilder>? customize = null, string? caller = null)
    {
        var log = new RecordingLogger();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "AiGateway": {{gateway}}, "AiGatewayCaller": {{caller ?? "{}"}} }""")));
        Configure(builder, customize, caller is not null);
        var app = builder.Build();
        Map(app);
        await app.StartAsync();
        return new TestHost(app, log);
    }

    /// <summary>Starts an application whose only target does as its fault plan says.</summary>
    public static Task<TestHost> StartFaultyAsync(string fault, Action<IAiGatewayBuilder>? customize = null, string route = "") =>
        StartAsync(TestGateways.Faulty(fault, route), customize);

    public async Task<Answer> AskAsync(bool streamed, string query = "", params (string Name, string Value)[] headers)
    {
        using var request = Request(streamed, query, headers);
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public static HttpRequestMessage Request(bool streamed, string query = "", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"ask?streamed={streamed}&{query}");
        foreach (var (name, value) in headers)
        {
            Assert.That(request.Headers.TryAddWithoutValidation(name, value), Is.True);
        }

        return request;
    }

    /// <summary>Sends lines of headers as they are, and reads everything that comes back.</summary>
    public async Task<string> AskRawAsync(bool streamed, params string[] headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(Http.BaseAddress!.Host, Http.BaseAddress.Port);
        await using var stream = connection.GetStream();
        var lines = string.Concat(headers.Select(header => header + "\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /ask?streamed={streamed} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static void Configure(WebApplicationBuilder builder, Action<IAiGatewayBuilder>? customize, bool callers)
    {
        builder.Services.AddSingleton<ConcurrentQueue<GatewayCaller>>().AddSingleton<ResultQueue>();
        var gateway = builder.Services.AddAiGateway(builder.Configuration.GetSection("AiGateway")).AddSimulated().AddProblemDetails();
        if (callers)
        {
            gateway.UseClaimsCaller(builder.Configuration.GetSection("AiGatewayCaller"));
        }

        gateway.AddDecorator(GatewayStage.Routing, (inner, services) => new CallerProbe(inner, services.GetRequiredService<ConcurrentQueue<GatewayCaller>>()));
        builder.Services.AddHealthChecks().AddAiGateway();
        customize?.Invoke(gateway);
    }

    private static void Map(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseAiGatewayStreamAbort();
        app.Use((http, next) =>
        {
            http.User = new ClaimsPrincipal([.. Identities(http)]);
            return next(http);
        });
        app.MapHealthChecks("/health");
        app.MapGet("/ask", ServeAsync);
    }

    private static IEnumerable<ClaimsIdentity> Identities(HttpContext http)
    {
        foreach (var claims in http.Request.Headers[ClaimsHeader])
        {
            // Clients join headers of one name, so that a bar parts the identities.
            foreach (var identity in claims!.Split('|'))
            {
                yield return new ClaimsIdentity(Parse(identity), "test");
            }
        }

        foreach (var claims in http.Request.Headers[UnauthenticatedClaimsHeader])
        {
            yield return new ClaimsIdentity(Parse(claims));
        }
    }

    private static IEnumerable<Claim> Parse(string? claims) =>
        (claims ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(claim => claim.Split('=', 2)).Select(parts => new Claim(parts[0], parts[1]));

    private static async Task ServeAsync(HttpContext http, IChatClient chat, ResultQueue results)
    {
        var options = OptionsOf(http, results);
        if (!bool.Parse(http.Request.Query["streamed"]!))
        {
            await http.Response.WriteAsync((await chat.GetResponseAsync(Prompt, options, http.RequestAborted)).Text, http.RequestAborted);
            return;
        }

        await foreach (var update in chat.GetStreamingResponseAsync(Prompt, options, http.RequestAborted))
        {
            if (update.Text.Length > 0)
            {
                await http.Response.WriteAsync(update.Text, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
    }

    private static GatewayChatOptions OptionsOf(HttpContext http, ResultQueue results)
    {
        var options = new GatewayChatOptions { OnCompleted = results.Add };
        if (http.Request.Query["route"] is [{ } route])
        {
            options.Route = route;
        }

        if (http.Request.Query.ContainsKey("tools"))
        {
            options.Tools = [AIFunctionFactory.Create(() => 1, "f")];
        }

        if (http.Request.Query["tenant"] is [{ } tenant])
        {
            options.Caller = new GatewayCaller { Tenant = tenant, User = "claimed", Application = "claimed", Roles = ["claimed"] };
        }

        return options;
    }

    private sealed class CallerProbe(IChatClient inner, ConcurrentQueue<GatewayCaller> callers) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            callers.Enqueue(options.GetGatewayContext()!.Caller);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            callers.Enqueue(options.GetGatewayContext()!.Caller);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
