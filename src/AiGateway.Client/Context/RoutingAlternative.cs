namespace AiGateway.Client.Context;

/// <summary>One of the ways to satisfy a <see cref="RoutingConstraint"/>. What it says about regions, providers and models holds together.</summary>
public sealed class RoutingAlternative
{
    private readonly NameList? _regions;
    private readonly NameList? _providers;
    private readonly NameList? _models;

    /// <summary>Initializes a new instance of the <see cref="RoutingAlternative"/> class. Names are compared without case; one that ends with <c>*</c> stands for all that begin so.</summary>
    /// <param name="regions">The regions; <see langword="null"/> for any or none. A target whose provider names no region is in none of them.</param>
    /// <param name="providers">The providers as configured; <see langword="null"/> for any.</param>
    /// <param name="models">The models; <see langword="null"/> for any.</param>
    public RoutingAlternative(IEnumerable<string>? regions = null, IEnumerable<string>? providers = null, IEnumerable<string>? models = null)
    {
        _regions = regions is null ? null : new NameList(regions);
        _providers = providers is null ? null : new NameList(providers);
        _models = models is null ? null : new NameList(models);
    }

    internal string Identity => $"{_regions}|{_providers}|{_models}";

    internal bool Allows(string provider, string model, string? region) =>
        (_regions is null || (region is not null && _regions.Contains(region)))
        && (_providers is null || _providers.Contains(provider))
        && (_models is null || _models.Contains(model));
}
