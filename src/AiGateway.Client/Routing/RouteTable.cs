using System.Collections.Frozen;

namespace AiGateway.Client.Routing;

/// <summary>Finds routes by name or alias. Names are compared without case.</summary>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, Route> _routes;
    private readonly string _names;

    public RouteTable(IEnumerable<Route> routes, IEnumerable<KeyValuePair<string, string>> aliases)
    {
        var table = routes.ToDictionary(route => route.Name, StringComparer.OrdinalIgnoreCase);
        Routes = [.. table.Values];
        foreach (var (alias, route) in aliases)
        {
            table[alias] = table[route];
        }

        _routes = table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _names = string.Join(", ", _routes.Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Finds the route of a name or alias.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route.</exception>
    public Route Get(string name) => Get(name, static name => name);

    /// <summary>Finds the route of a name or alias; one that is not found is described before it becomes part of a message.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route.</exception>
    public Route Get(string name, Func<string, string> describe) => _routes.TryGetValue(name, out var route) ? route : throw new RouteNotFoundException(describe(name), _names);

    public bool Contains(string name) => _routes.ContainsKey(name);
}
