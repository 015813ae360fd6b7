using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>Breaks the connection off when the gateway fails after the response has begun.</summary>
internal sealed class StreamAbortMiddleware(RequestDelegate next, ILoggerFactory loggerFactory)
{
    private readonly ILogger _logger = loggerFactory.CreateLogger(GatewayTelemetry.SourceName);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.Response.HasStarted && GatewayProblem.Find(exception) is not null)
        {
            AspNetCoreLog.ResponseBrokenOff(_logger, (exception as AiGatewayException)?.Result?.RequestId, GatewayProblem.Find(exception)!.ReasonCode);
            context.Abort();
        }
    }
}
