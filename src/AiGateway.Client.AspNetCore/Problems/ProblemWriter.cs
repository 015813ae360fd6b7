using System.Diagnostics;
using System.Globalization;
using AiGateway.Client.Budgets;
using AiGateway.Client.Pipeline;
using AiGateway.Client.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>Makes ProblemDetails of a problem.</summary>
internal static class ProblemWriter
{
    public static ProblemDetails Create(HttpContext http, GatewayProblem problem, Exception exception, GatewayProblemOptions options)
    {
        var details = new ProblemDetails
        {
            Status = problem.Status,
            Type = options.TypeBase is { } address ? new Uri(address, problem.ReasonCode).AbsoluteUri : null,
            Detail = options.IncludeMessages ? exception.Message : problem.Detail,
        };
        details.Extensions["code"] = problem.ReasonCode;
        if ((exception as AiGatewayException)?.Result is { } result)
        {
            details.Extensions["requestId"] = result.RequestId;
        }

        // As ASP.NET Core writes it, which it does only where it can answer as the client asks.
        details.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        if (options.IncludeQuota)
        {
            AddQuota(details, exception);
        }

        return details;
    }

    public static void SetRetryAfter(HttpResponse response, GatewayProblem problem)
    {
        if (problem.RetryAfter is { } wait)
        {
            // Rounded up: a client that comes too early is refused once more.
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void AddQuota(ProblemDetails details, Exception exception)
    {
        switch (exception)
        {
            case RateLimitExceededException rate:
                details.Extensions["partitionBy"] = rate.PartitionBy;
                details.Extensions["unit"] = rate.Unit.ToString();
                details.Extensions["remaining"] = rate.Remaining;
                break;
            case BudgetExceededException budget:
                details.Extensions["partitionBy"] = budget.PartitionBy;
                details.Extensions["remaining"] = budget.Remaining;
                details.Extensions["resetsAt"] = budget.ResetsAt;
                break;
        }
    }
}
