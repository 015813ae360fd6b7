using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

var builder = WebApplication.CreateBuilder(args);

// The only lines about AI: which provider types the settings may use. Everything else is in appsettings*.json.
builder.Services.AddAiGateway(builder.Configuration.GetSection("AiGateway"))
    .AddOpenAI()
    .AddAnthropic()
    .AddOllama()
    .AddSimulated();
var app = builder.Build();

app.Use(async (http, next) =>
{
    try
    {
        await next(http);
    }
    catch (AiGatewayException exception) when (!http.Response.HasStarted)
    {
        var status = exception is RouteNotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway;
        await Results.Problem(exception.Message, statusCode: status).ExecuteAsync(http);
    }
});

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
