using System.Text.Json;
using AiGateway.Client.Configuration;
using GatewayHost.Chat;
using GatewayHost.Errors;
using GatewayHost.Management;
using Microsoft.Extensions.Options;

namespace GatewayHost;

/// <summary>The whole host: settings, provider types, routes.</summary>
internal static class GatewayApplication
{
    /// <summary>Runs the host until it is told to stop. Settings that cannot be used are told to <paramref name="errors"/>, one to a line.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, invalid.Failures));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // No file, no JSON, or an address that is taken: the message says which.
            await errors.WriteLineAsync(exception.GetBaseException() is JsonException json ? $"{exception.Message} {json.Message}" : exception.Message);
        }

        return 1;
    }

    /// <summary>Builds the application; <paramref name="customize"/> lets tests look into the pipeline.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.UseHostSettings(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Provider types are registered once; which of them is used, and for what, is decided by the settings.
        builder.Services.AddAiGateway(builder.Configuration.GetSection(AiGatewayOptions.SectionName))
            .AddOpenAI()
            .AddOpenAICompatible()
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
