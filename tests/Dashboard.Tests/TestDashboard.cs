using AiGateway.Client;
using Dashboard.Traffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dashboard.Tests;

/// <summary>The dashboard on a free port, with providers that answer at once and no traffic but the test's.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Dashboard:Port"] = "0",
        ["Dashboard:RequestsPerSecond"] = "0",
        ["Logging:LogLevel:Default"] = "None",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "None",
        ["AiGateway:Providers:openai:Latency"] = "00:00:00",
        ["AiGateway:Providers:openai:ChunkDelay"] = "00:00:00",
        ["AiGateway:Providers:openai:Faults:outage:FirstCall"] = "2",
        ["AiGateway:Providers:openai:Faults:outage:LastCall"] = "3",
        ["AiGateway:Providers:anthropic:Latency"] = "00:00:00",
        ["AiGateway:Providers:anthropic:ChunkDelay"] = "00:00:00",
        ["AiGateway:Providers:google:Latency"] = "00:00:00",
        ["AiGateway:Providers:google:ChunkDelay"] = "00:00:00",
    };

    private readonly WebApplication _app;

    private TestDashboard(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public DateTimeOffset Now => _app.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public IAiGateway Gateway => _app.Services.GetRequiredService<IAiGateway>();

    /// <summary>Starts the dashboard with its history in the ledger.</summary>
    public static async Task<TestDashboard> StartAsync(Action<IServiceCollection>? customize = null)
    {
        var app = DashboardApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings);
            builder.Services.AddSingleton<TimeProvider>(new MonthClock());
            customize?.Invoke(builder.Services);
        });
        await app.StartAsync();
        var dashboard = new TestDashboard(app);
        await dashboard.Traffic.ExecuteTask!;
        return dashboard;
    }

    /// <summary>Asks what the sample asks.</summary>
    public async Task AskAsync(int count)
    {
        for (var i = 0; i < count; i += 10)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Traffic.AskAsync(CancellationToken.None)));
        }
    }

    public async Task<HtmlPage> ReadAsync() => new(await Http.GetStringAsync("/"));

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private TrafficGenerator Traffic => _app.Services.GetServices<IHostedService>().OfType<TrafficGenerator>().Single();
}
