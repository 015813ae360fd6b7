namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>The reason codes of requests that are refused because of their caller.</summary>
public static class CallerReasonCodes
{
    /// <summary>Nobody is authenticated, and <see cref="ClaimsCallerOptions.Anonymous"/> is <see cref="AnonymousCallers.Reject"/>.</summary>
    public const string Anonymous = "caller_anonymous";

    /// <summary>Several values were found where there can be one: of claims, or of the header.</summary>
    public const string Ambiguous = "caller_ambiguous";

    /// <summary>No tenant was found, and <see cref="ClaimsCallerOptions.RequireTenant"/> is set.</summary>
    public const string TenantMissing = "caller_tenant_missing";

    /// <summary>The tenant that was named is too long, or has control characters.</summary>
    public const string TenantInvalid = "caller_tenant_invalid";

    /// <summary>The tenant that was named is not one that the caller may name.</summary>
    public const string TenantDenied = "caller_tenant_denied";
}
