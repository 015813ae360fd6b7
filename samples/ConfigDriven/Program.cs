using AiGateway.Client;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

var builder = WebApplication.CreateBuilder(args);

// The only lines about AI: which provider types the settings may use, and how failures are told. Everything else is in appsettings*.json.
builder.Services.AddAiGateway(builder.Configuration.GetSection("AiGateway"))
    .AddOpenAI()
    .AddAnthropic()
    .AddOllama()
    .AddSimulated()
    .AddProblemDetails(problems => problems.IncludeMessages = true);
var app = builder.Build();

// What the gateway refuses or cannot do is answered with ProblemDetails.
app.UseExceptionHandler();
app.UseAiGatewayStreamAbort();

app.MapGet("/", (IAiGateway gateway) => new
{
    gateway.ConfigurationVersion,
    gateway.Routes,
    Targets = gateway.Health.Select(target => new { target.Provider, target.Model, target.IsHealthy, LastFailure = target.LastFailure?.ToString() }),
});

// /ask?q=... uses the default route; /ask/summary?q=... a route or alias by name.
app.MapGet("/ask/{route?}", async (string q, string? route, IChatClient chat, CancellationToken cancellationToken) =>
{
    var response = await chat.GetResponseAsync(q, new GatewayChatOptions { Route = route }, cancellationToken);
    var result = response.GetGatewayResult();
    return new { Answer = response.Text, result.Route, result.Provider, result.Model, Attempts = result.Attempts.Select(attempt => attempt.ToString()) };
});

app.MapGet("/stream/{route?}", async (string q, string? route, IChatClient chat, HttpResponse http, CancellationToken cancellationToken) =>
{
    http.ContentType = "text/plain; charset=utf-8";
    await foreach (var update in chat.GetStreamingResponseAsync(q, new GatewayChatOptions { Route = route }, cancellationToken))
    {
        await http.WriteAsync(update.Text, cancellationToken);
        await http.Body.FlushAsync(cancellationToken);
    }
});

app.Run();
