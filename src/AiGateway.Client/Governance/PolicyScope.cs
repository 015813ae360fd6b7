using System.Collections.Frozen;
using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>For which requests a policy is in force.</summary>
internal sealed class PolicyScope(GovernancePolicyOptions options)
{
    private readonly FrozenDictionary<string, bool> _routes = Freeze(options.Routes);
    private readonly FrozenDictionary<string, bool> _tenants = Freeze(options.Tenants);
    private readonly FrozenDictionary<string, bool> _roles = Freeze(options.Roles);
    private readonly bool _namesRoutes = options.Routes.Values.Contains(true);
    private readonly bool _namesTenants = options.Tenants.Values.Contains(true);
    private readonly bool _namesRoles = options.Roles.Values.Contains(true);

    public bool Covers(GatewayContext context) =>
        Covers(_routes, _namesRoutes, context.Route) && Covers(_tenants, _namesTenants, context.Caller.Tenant) && CoversRoles(context.Caller.Roles);

    private static bool Covers(FrozenDictionary<string, bool> names, bool named, string? name) =>
        names.Count == 0 || (name is not null && names.TryGetValue(name, out var covered) ? covered : !named);

    private bool CoversRoles(IReadOnlyCollection<string> roles)
    {
        if (_roles.Count == 0)
        {
            return true;
        }

        var covered = !_namesRoles;
        foreach (var role in roles)
        {
            if (_roles.TryGetValue(role, out var named))
            {
                if (!named)
                {
                    return false;
                }

                covered = true;
            }
        }

        return covered;
    }

    private static FrozenDictionary<string, bool> Freeze(IDictionary<string, bool> names) => names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
