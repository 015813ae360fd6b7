using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>Answers the gateway's exceptions with ProblemDetails. Others are left to the next handler.</summary>
internal sealed class GatewayExceptionHandler(IProblemDetailsService service, IOptions<GatewayProblemOptions> options) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (GatewayProblem.Find(exception) is not { } problem)
        {
            return false;
        }

        var details = ProblemWriter.Create(httpContext, problem, exception, options.Value);
        httpContext.Response.StatusCode = problem.Status;
        ProblemWriter.SetRetryAfter(httpContext.Response, problem);
        if (!await service.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception }).ConfigureAwait(false))
        {
            // A client that asks for an event stream only is told all the same.
            await Results.Problem(details).ExecuteAsync(httpContext).ConfigureAwait(false);
        }

        return true;
    }
}
