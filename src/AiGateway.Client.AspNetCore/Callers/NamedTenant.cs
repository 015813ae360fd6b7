using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.AspNetCore.Http;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>The tenant that a request names itself, where the host allows that.</summary>
internal sealed class NamedTenant(ClaimsCallerOptions options)
{
    private const int MaxLength = 128;

    /// <summary>Finds what the options of the request or its header name, else the tenant of its user.</summary>
    /// <exception cref="GatewayRejectedException">It is none, or not one that may be named.</exception>
    public string? Find(HttpContext http, GatewayCaller? claimed, string? own)
    {
        var named = claimed?.Tenant is { Length: > 0 } tenant ? tenant : FindInHeader(http);
        if (named is null || named == own)
        {
            return own;
        }

        if (named.Length > MaxLength || named.Any(char.IsControl))
        {
            throw Refuse(CallerReasonCodes.TenantInvalid, $"The tenant that the request names is longer than {MaxLength} characters, or has control characters.");
        }

        return options.MayNameTenant?.Invoke(http, named) is false
            ? throw Refuse(CallerReasonCodes.TenantDenied, "The caller may not name this tenant.") : named;
    }

    private string? FindInHeader(HttpContext http)
    {
        if (options.TenantHeader is not { } header || !http.Request.Headers.TryGetValue(header, out var values))
        {
            return null;
        }

        // Proxies join repeated headers with commas, or take the first, or the last.
        return values is [{ } only] && !only.Contains(',', StringComparison.Ordinal) ? only.Trim() is { Length: > 0 } value ? value : null
            : throw Refuse(CallerReasonCodes.Ambiguous, "The request names several tenants, and there can be one only.");
    }

    private static GatewayRejectedException Refuse(string reasonCode, string message) => new(GatewayStage.Entry, reasonCode, message);
}
