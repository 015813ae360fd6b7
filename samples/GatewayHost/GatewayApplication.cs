using AiGateway.Client.Configuration;
using GatewayHost.Chat;
using GatewayHost.Errors;
using GatewayHost.Management;

namespace GatewayHost;

/// <summary>The whole host: settings, provider types, routes.</summary>
internal static class GatewayApplication
{
    /// <summary>Builds the application; <paramref name="customize"/> lets tests look into the pipeline.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.UseHostSettings(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Provider types are registered once; which of them is used, and for what, is decided by the settings.
        builder.Services.AddAiGateway(builder.Configuration.GetSection(AiGatewayOptions.SectionName))
            .AddOpenAI()
            .AddAzureOpenAI()
            .AddAnthropic()
            .AddOllama()
            .AddSimulated();
        builder.Services.AddSingleton<ChatEndpoint>();
        builder.Services.AddSingleton<ModelsEndpoint>();
        builder.Services.AddSingleton<HealthEndpoint>();
        customize?.Invoke(builder);

        var app = builder.Build();
        app.UseStatusCodePages(context => ErrorResponse.WriteAsync(context.HttpContext, ErrorMap.OfStatus(context.HttpContext.Response.StatusCode)));
        app.MapPost("/v1/chat/completions", app.Services.GetRequiredService<ChatEndpoint>().HandleAsync);
        app.MapGet("/v1/models", app.Services.GetRequiredService<ModelsEndpoint>().HandleAsync);
        app.MapGet("/health", app.Services.GetRequiredService<HealthEndpoint>().HandleAsync);
        return app;
    }
}
