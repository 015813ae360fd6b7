using AiGateway.Client.Context;
using Microsoft.AspNetCore.Http;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>How the caller of a request follows from the user of an HTTP request.</summary>
public sealed class ClaimsCallerOptions
{
    /// <summary>The customary name of the configuration section. It stands beside <c>AiGateway</c>, not in it.</summary>
    public const string SectionName = "AiGatewayCaller";

    /// <summary>Gets or sets the types of claims that name the tenant, separated by commas. The first that the user has counts.</summary>
    /// <value>Default <c>tenant_id</c>, <c>tid</c>, and the long form of the latter in which Microsoft's token handlers map it.</value>
    public string TenantClaims { get; set; } = "tenant_id, tid, http://schemas.microsoft.com/identity/claims/tenantid";

    /// <summary>Gets or sets the types of claims that name the user, separated by commas. The first that the user has counts.</summary>
    /// <value>Default <c>sub</c> and the long form in which ASP.NET Core maps it.</value>
    public string UserClaims { get; set; } = "sub, http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

    /// <summary>Gets or sets the types of claims that name the application, separated by commas. The first that the user has counts.</summary>
    /// <value>Default <c>azp</c>, <c>client_id</c>, <c>appid</c>.</value>
    public string ApplicationClaims { get; set; } = "azp, client_id, appid";

    /// <summary>Gets or sets the types of claims that name roles, separated by commas. All of them count.</summary>
    /// <value>Default <c>role</c>, <c>roles</c> and the long form in which ASP.NET Core maps them.</value>
    public string RoleClaims { get; set; } = "role, roles, http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <summary>Gets or sets the application of callers whose claims name none.</summary>
    /// <value>Default <see langword="null"/>: none.</value>
    public string? DefaultApplication { get; set; }

    /// <summary>Gets or sets what becomes of requests whose user is not authenticated.</summary>
    /// <value>Default <see cref="AnonymousCallers.Reject"/>.</value>
    public AnonymousCallers Anonymous { get; set; }

    /// <summary>Gets or sets a value indicating whether a request without a tenant is refused.</summary>
    /// <value>Default <see langword="false"/>: the caller has no tenant, and shares limits by tenant with all others that have none.</value>
    public bool RequireTenant { get; set; }

    /// <summary>Gets or sets a value indicating whether a request may name its own tenant: in <see cref="GatewayChatOptions.Caller"/>, or in <see cref="TenantHeader"/>.</summary>
    /// <value>Default <see langword="false"/>: only claims name tenants.</value>
    public bool AllowNamedTenant { get; set; }

    /// <summary>Gets or sets the HTTP header in which a request may name its tenant. What the options name comes before it.</summary>
    /// <value>Default <see langword="null"/>: none is read. It needs <see cref="AllowNamedTenant"/>.</value>
    public string? TenantHeader { get; set; }

    /// <summary>Gets or sets what says whether a request may name this tenant, where <see cref="AllowNamedTenant"/> is set.</summary>
    /// <value>Default <see langword="null"/>: any.</value>
    public Func<HttpContext, string, bool>? MayNameTenant { get; set; }

    internal List<string> ReadingErrors { get; } = [];
}
