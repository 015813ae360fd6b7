using AiGateway.Client.AspNetCore.Problems;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the gateway's middleware to an application.</summary>
public static class GatewayApplicationBuilderExtensions
{
    /// <summary>Breaks the connection off when a request fails after its response has begun, so that half an answer never looks like a whole one.</summary>
    /// <param name="app">The application. Call this after <c>UseExceptionHandler()</c>.</param>
    /// <returns>The application.</returns>
    /// <remarks>
    /// The server would break off too, but not before the exception, which may hold a provider's own words, has been logged. This tells the log the reason code only.
    /// </remarks>
    public static IApplicationBuilder UseAiGatewayStreamAbort(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<StreamAbortMiddleware>();
    }
}
