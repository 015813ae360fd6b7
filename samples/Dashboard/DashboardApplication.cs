using System.Net;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Sql;
using Dashboard.Html;
using Dashboard.Live;
using Dashboard.Management;
using Dashboard.Traffic;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dashboard;

/// <summary>The gateway, its ledger, and the pages over them.</summary>
internal static class DashboardApplication
{
    /// <summary>Builds the application; <paramref name="customize"/> lets tests change the settings.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        // Settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        customize?.Invoke(builder);

        // The page has buttons and no log-in: nobody else's machine may reach it, whatever the settings say.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue("Dashboard:Port", 5090));
        });
        AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.Services.GetRequiredService<LiveFigures>().Start();
        app.Use(PageHeaders.AddAsync);
        app.MapGet("/", app.Services.GetRequiredService<PageEndpoint>().HandleAsync);
        app.MapGet("/refresh.js", () => Results.Text(Resource.Read("refresh.js"), "text/javascript; charset=utf-8"));
        var targets = app.MapGroup("/targets").AddEndpointFilter<SameOriginFilter>();
        targets.MapPost("/isolate", app.Services.GetRequiredService<TargetsEndpoint>().IsolateAsync);
        targets.MapPost("/reset", app.Services.GetRequiredService<TargetsEndpoint>().ResetAsync);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LedgerFile>();
        services.AddSingleton<LiveFigures>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<PageEndpoint>();
        services.AddSingleton<TargetsEndpoint>();
        services.AddSingleton<ViewReader>();
        services.AddSingleton<History>();
        services.AddSingleton<Questions>();
        services.AddHostedService<TrafficGenerator>();
        services.AddAiGateway(configuration.GetSection("AiGateway"))
            .AddSimulated()
            .AddSqlLedger(provider => provider.GetRequiredService<LedgerFile>().Source)
            .AddDecorator(GatewayStage.Outer, (inner, provider) => new ObservedChatClient(inner, provider.GetRequiredService<RequestLog>()))
            .AddDecorator(GatewayStage.Attempt, (inner, provider) => new UnevenChatClient(inner, provider.GetRequiredService<TimeProvider>()));
    }
}
