using AiGateway.Client.Context;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Refuses routes that no role of the caller grants, and limits the targets to the providers and models that one does.</summary>
internal sealed class AccessPolicy : SynchronousPolicy
{
    private const string Kind = "access";

    private readonly (string Role, NameList? Routes, RoutingAlternative? Targets, RoutingConstraint? Constraint)[] _grants;

    public AccessPolicy(AccessPolicyOptions options) => _grants = [.. options.Grants.Select(grant => Grant(grant.Key, grant.Value))];

    public override PolicyPhase Phases => PolicyPhase.Request;

    public override GovernanceDecision Decide(GovernanceContext context)
    {
        var (granted, first) = (0, -1);
        var hasRole = false;
        for (var i = 0; i < _grants.Length; i++)
        {
            if (!IsOf(context.Caller, _grants[i].Role))
            {
                continue;
            }

            hasRole = true;
            if (_grants[i].Routes?.Contains(context.Route) is not false)
            {
                if (_grants[i].Targets is null)
                {
                    return GovernanceDecision.Allow;
                }

                first = granted++ == 0 ? i : first;
            }
        }

        return granted switch
        {
            0 => GovernanceDecision.Deny(hasRole ? "route_not_allowed" : "role_not_allowed"),
            1 => GovernanceDecision.Constrain(_grants[first].Constraint!),
            _ => GovernanceDecision.Constrain(new RoutingConstraint(Kind, _grants
                .Where(grant => IsOf(context.Caller, grant.Role) && grant.Routes?.Contains(context.Route) is not false).Select(grant => grant.Targets!))),
        };
    }

    private static (string, NameList?, RoutingAlternative?, RoutingConstraint?) Grant(string role, AccessGrantOptions grant)
    {
        var routes = grant.Routes.Count == 0 ? null : NameList.Of(grant.Routes);
        if (grant.Providers.Count + grant.Models.Count == 0)
        {
            return (role, routes, null, null);
        }

        var targets = new RoutingAlternative(providers: Allowed(grant.Providers), models: Allowed(grant.Models));
        return (role, routes, targets, new RoutingConstraint(Kind, targets));
    }

    private static IEnumerable<string>? Allowed(IDictionary<string, bool> names) =>
        names.Count == 0 ? null : names.Where(name => name.Value).Select(name => name.Key);

    private static bool IsOf(GatewayCaller caller, string role)
    {
        if (role == "*")
        {
            return true;
        }

        foreach (var own in caller.Roles)
        {
            if (own.Equals(role, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
