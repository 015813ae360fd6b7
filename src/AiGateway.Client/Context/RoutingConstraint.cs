namespace AiGateway.Client.Context;

/// <summary>A limit to the targets that may serve a request. A target must fit at least one of the alternatives.</summary>
/// <remarks>Immutable. It holds for every attempt of the request: the first, retries, fallbacks, hedges, resumed streams, canaries and shadow copies.</remarks>
public sealed class RoutingConstraint
{
    private readonly RoutingAlternative[] _alternatives;

    /// <summary>Initializes a new instance of the <see cref="RoutingConstraint"/> class.</summary>
    /// <param name="kind">A short stable code of what limits, such as <c>residency</c>. Callers see it when no target is left.</param>
    /// <param name="alternatives">What is allowed. None: no target at all.</param>
    /// <exception cref="ArgumentException">The kind is no code: lower-case letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, at most 64.</exception>
    public RoutingConstraint(string kind, params IEnumerable<RoutingAlternative> alternatives)
    {
        ArgumentNullException.ThrowIfNull(alternatives);
        Kind = PolicyCode.Require(kind, nameof(kind));
        _alternatives = [.. alternatives];
    }

    /// <summary>Gets the code of what limits.</summary>
    public string Kind { get; }

    /// <summary>Gets what is allowed.</summary>
    public IReadOnlyList<RoutingAlternative> Alternatives => _alternatives;

    /// <summary>Tells whether a target may serve.</summary>
    /// <param name="provider">Its provider's name as configured.</param>
    /// <param name="model">Its model.</param>
    /// <param name="region">Its provider's region; <see langword="null"/> when none is named.</param>
    /// <returns>Whether it fits one of the alternatives.</returns>
    public bool Allows(string provider, string model, string? region)
    {
        foreach (var alternative in _alternatives)
        {
            if (alternative.Allows(provider, model, region))
            {
                return true;
            }
        }

        return false;
    }
}
