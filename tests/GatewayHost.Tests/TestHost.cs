using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using AiGateway.Client;
using AiGateway.Client.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;

namespace GatewayHost.Tests;

/// <summary>The host on a free port of the loopback address, with settings of the test's own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _settings;

    private TestHost(WebApplication app, string settings)
    {
        _app = app;
        _settings = settings;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IAiGateway Gateway => _app.Services.GetRequiredService<IAiGateway>();

    /// <summary>Starts a host.</summary>
    /// <param name="gateway">The JSON of section <c>AiGateway</c>.</param>
    /// <param name="customize">Changes the pipeline.</param>
    public static async Task<TestHost> StartAsync(string gateway, Action<IAiGatewayBuilder>? customize = null)
    {
        var settings = await WriteSettingsAsync(gateway);
        var app = GatewayApplication.Build(["--urls", "http://127.0.0.1:0", "--config", settings], builder => customize?.Invoke(builder.Services.AddAiGateway()));
        await app.StartAsync();
        return new TestHost(app, settings);
    }

    /// <summary>Starts a host with one route, <c>chat</c>, whose only target is the server.</summary>
    public static Task<TestHost> StartAsync(WireServer upstream, Action<IAiGatewayBuilder>? customize = null) => StartAsync($$"""
        {
          "Aliases": { "gpt-alias": "chat" },
          "Providers": { "wire": { "Type": "OpenAI", "Endpoint": "{{upstream.OpenAIEndpoint}}", "ApiKey": "loopback" } },
          "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Targets": { "main": { "Provider": "wire", "Model": "model-a" } } } }
        }
        """, customize);

    /// <summary>Writes a file in a folder of its own: the folder of settings is watched with all that is below it.</summary>
    public static async Task<string> WriteSettingsAsync(string gateway)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gatewayhost-").FullName, "settings.json");
        await File.WriteAllTextAsync(file, $$"""{ "Logging": { "LogLevel": { "Default": "None" } }, "AiGateway": {{gateway}} }""");
        return file;
    }

    public static void DeleteSettings(string file) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    /// <summary>Makes OpenAI's own client, pointed at the host, its retries off.</summary>
    public OpenAIClient OpenAI() => new(new ApiKeyCredential("not-needed"), new OpenAIClientOptions
    {
        Endpoint = new Uri(Http.BaseAddress!, "v1"),
        Transport = new HttpClientPipelineTransport(Http),
        RetryPolicy = new ClientRetryPolicy(0),
    });

    public Task<Answer> AskAsync(bool streamed, string fields = "") => PostAsync($$"""
        { "model": "chat", "stream": {{(streamed ? "true" : "false")}}, "messages": [{ "role": "user", "content": "Hi" }] {{(fields.Length == 0 ? "" : ", " + fields)}} }
        """);

    public async Task<Answer> PostAsync(string body)
    {
        using var response = await Http.PostAsync("v1/chat/completions", new StringContent(body, Encoding.UTF8, "application/json"));
        return await Answer.ReadAsync(response);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await Answer.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        DeleteSettings(_settings);
    }
}
