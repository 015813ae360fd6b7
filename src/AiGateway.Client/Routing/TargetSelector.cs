using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>Chooses the targets that may serve a request, and the order in which they are tried.</summary>
internal static class TargetSelector
{
    /// <summary>Selects the targets of one request, best first.</summary>
    /// <param name="route">The route.</param>
    /// <param name="options">The request's options.</param>
    /// <param name="messages">The request's messages.</param>
    /// <param name="streaming">Whether the answer is to be streamed.</param>
    /// <param name="excluded">Receives the targets left out, each with the reason; <see langword="null"/> when nobody asks.</param>
    /// <exception cref="NoEligibleTargetException">No target may serve the request.</exception>
    public static RouteTarget[] Select(
        Route route, GatewayChatOptions options, IEnumerable<ChatMessage> messages, bool streaming, List<PlannedTarget>? excluded = null)
    {
        if (route.IsStatic && options.Target is null && options.Regions is null && options.Context!.Constraints.Count == 0)
        {
            return options.NoFallback ? KeepFirst(route.Targets, excluded) : route.Targets;
        }

        var needs = RequestNeeds.Of(messages, options, options.Regions, streaming);
        var inCohort = IsInCanaryCohort(route, options.Context!.Caller);
        List<PlannedTarget> left = excluded ?? [];
        var eligible = new List<RouteTarget>(route.Targets.Length);
        foreach (var target in route.Targets)
        {
            if ((FindConstraint(target, options.Context.Constraints) ?? FindReason(route, target, options.Target, inCohort, needs)) is { } reason)
            {
                left.Add(new PlannedTarget(target, reason));
            }
            else
            {
                eligible.Add(target);
            }
        }

        if (eligible.Count == 0)
        {
            throw new NoEligibleTargetException(route.Name, left, Violated(route, options.Context.Constraints));
        }

        var ordered = eligible.ToArray();
        Order(route, ordered, new RoutingRequest
        {
            Route = route.Name,
            Caller = options.Context.Caller,
            Streaming = streaming,
            InputTokens = needs.Tokens,
            MaxOutputTokens = options.MaxOutputTokens,
            Sequence = excluded is null ? route.NextSequence() : route.PeekSequence(),
            Random = route.Random.Next(),
        });
        return options.NoFallback ? KeepFirst(ordered, excluded) : ordered;
    }

    /// <summary>Says which constraint keeps a target from serving.</summary>
    /// <returns>The reason, in words that give nothing of the rule away; <see langword="null"/> when none does.</returns>
    public static string? FindConstraint(RouteTarget target, IReadOnlyList<RoutingConstraint> constraints)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            if (!constraints[i].Allows(target.Provider, target.Model, target.Region))
            {
                return $"the constraint '{constraints[i].Kind}' does not allow it";
            }
        }

        return null;
    }

    private static string[] Violated(Route route, IReadOnlyList<RoutingConstraint> constraints) =>
    [
        .. constraints.Where(constraint => Array.Exists(route.Targets, target => !constraint.Allows(target.Provider, target.Model, target.Region)))
            .Select(static constraint => constraint.Kind).Distinct(),
    ];

    private static RouteTarget[] KeepFirst(RouteTarget[] targets, List<PlannedTarget>? excluded)
    {
        foreach (var target in targets)
        {
            if (target.Name != targets[0].Name)
            {
                excluded?.Add(new PlannedTarget(target, "the request allows no fallback"));
            }
        }

        return Array.FindAll(targets, target => target.Name == targets[0].Name);
    }

    private static string? FindReason(Route route, RouteTarget target, string? pinned, bool inCohort, in RequestNeeds needs) =>
        pinned is not null && !target.Name.Equals(pinned, StringComparison.OrdinalIgnoreCase) ? $"the request names target '{pinned}'"
        : pinned is null && route.IsShadow(target) ? "it only gets copies"
        : pinned is null && route.IsCanary(target) && !inCohort ? "the caller is not among those that the canary serves"
        : target.Meter.IsRefused ? $"no price is known for its model '{target.Model}'"
        : needs.FindLack(target);

    private static bool IsInCanaryCohort(Route route, GatewayCaller caller) =>
        route.Options.Canary is { Target: { } target } canary
        && CallerHash.ToFraction(CallerHash.Of(caller, route.Name, target)) * 100 < canary.Percentage;

    private static void Order(Route route, Span<RouteTarget> targets, in RoutingRequest request)
    {
        for (int start = 0, end; start < targets.Length; start = end)
        {
            end = start + 1;
            while (end < targets.Length && targets[end].Priority == targets[start].Priority)
            {
                end++;
            }

            var tier = targets[start..end];
            RotateKeys(tier, request.Sequence / tier.Length);
            if (tier.Length > 1)
            {
                route.Policy.Order(tier, request);
            }
        }

        PromoteCanary(route, targets);
    }

    // The keys of a provider take turns, whatever the policy does with targets. They turn once for every turn of the whole tier: a policy that
    // turns the tier itself would undo it otherwise.
    private static void RotateKeys(Span<RouteTarget> targets, long sequence)
    {
        for (int start = 0, end; start < targets.Length; start = end)
        {
            end = start + 1;
            while (end < targets.Length && targets[end].Name == targets[start].Name)
            {
                end++;
            }

            targets[start..end].Rotate((int)(sequence % (end - start)));
        }
    }

    private static void PromoteCanary(Route route, Span<RouteTarget> targets)
    {
        for (var i = 0; route.Options.Canary.Target is not null && i < targets.Length; i++)
        {
            if (route.IsCanary(targets[i]))
            {
                targets[..(i + 1)].Rotate(i);
                return;
            }
        }
    }
}
