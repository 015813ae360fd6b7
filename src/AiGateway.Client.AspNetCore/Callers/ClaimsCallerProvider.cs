using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>Establishes the caller from the user of the HTTP request under way.</summary>
internal sealed class ClaimsCallerProvider : ICallerProvider
{
    private readonly IHttpContextAccessor _accessor;
    private readonly ClaimsCallerOptions _options;
    private readonly ILogger _logger;
    private readonly NamedTenant _named;
    private readonly ClaimNames _tenants;
    private readonly ClaimNames _users;
    private readonly ClaimNames _applications;
    private readonly ClaimNames _roles;

    public ClaimsCallerProvider(IHttpContextAccessor accessor, IOptions<ClaimsCallerOptions> options, ILoggerFactory loggerFactory)
    {
        _accessor = accessor;
        _options = options.Value;
        _logger = loggerFactory.CreateLogger(GatewayTelemetry.SourceName);
        _named = new NamedTenant(_options);
        _tenants = new ClaimNames(_options.TenantClaims, "tenant");
        _users = new ClaimNames(_options.UserClaims, "user");
        _applications = new ClaimNames(_options.ApplicationClaims, "application");
        _roles = new ClaimNames(_options.RoleClaims, "role");
    }

    /// <inheritdoc />
    public ValueTask<GatewayCaller?> GetCallerAsync(GatewayCaller? claimed, CancellationToken cancellationToken) =>

        // Outside of a request only the application's own code speaks.
        new(_accessor.HttpContext is { } http ? Establish(http, claimed) : claimed);

    private GatewayCaller Establish(HttpContext http, GatewayCaller? claimed)
    {
        var user = http.User;
        if (!user.Identities.Any(static identity => identity.IsAuthenticated) && _options.Anonymous is not AnonymousCallers.Allow)
        {
            throw new GatewayRejectedException(GatewayStage.Entry, CallerReasonCodes.Anonymous, "The request has no authenticated user.");
        }

        var caller = new GatewayCaller
        {
            Tenant = FindTenant(http, claimed),
            User = _users.FindOne(user),
            Application = _applications.FindOne(user) ?? _options.DefaultApplication,
            Roles = _roles.FindAll(user),
        };
        return caller.Tenant is not null || !_options.RequireTenant ? caller
            : throw new GatewayRejectedException(GatewayStage.Entry, CallerReasonCodes.TenantMissing, "The request has no tenant.");
    }

    private string? FindTenant(HttpContext http, GatewayCaller? claimed)
    {
        var own = _tenants.FindOne(http.User);
        if (_options.AllowNamedTenant)
        {
            return _named.Find(http, claimed, own);
        }

        if (claimed?.Tenant is { } tenant && tenant != own)
        {
            AspNetCoreLog.NamedTenantIgnored(_logger);
        }

        return own;
    }
}
