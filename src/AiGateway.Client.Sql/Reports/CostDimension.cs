namespace AiGateway.Client.Sql.Reports;

/// <summary>By what costs are told apart.</summary>
public readonly record struct CostDimension
{
    private const string TagPrefix = "Tag:";

    private readonly string? _name;

    private CostDimension(string name) => _name = name;

    /// <summary>Gets the tenant.</summary>
    public static CostDimension Tenant { get; } = new("Tenant");

    /// <summary>Gets the user. Two tenants may have users of one name: add <see cref="Tenant"/> to tell them apart.</summary>
    public static CostDimension User { get; } = new("User");

    /// <summary>Gets the application that asked.</summary>
    public static CostDimension App { get; } = new("App");

    /// <summary>Gets the model that was asked for.</summary>
    public static CostDimension Model { get; } = new("Model");

    /// <summary>Gets the provider's name as configured.</summary>
    public static CostDimension Provider { get; } = new("Provider");

    /// <summary>Gets the route.</summary>
    public static CostDimension Route { get; } = new("Route");

    /// <summary>Gets the target within the route.</summary>
    public static CostDimension Target { get; } = new("Target");

    /// <summary>Gets why the attempt was made.</summary>
    public static CostDimension Kind { get; } = new("Kind");

    /// <summary>Gets how the attempt ended.</summary>
    public static CostDimension Outcome { get; } = new("Outcome");

    /// <summary>Gets how well the cost is known.</summary>
    public static CostDimension Status { get; } = new("Status");

    /// <summary>Gets the day, in the time zone of the query, as <c>2026-03-01</c>.</summary>
    public static CostDimension Day { get; } = new("Day");

    /// <summary>Gets the name.</summary>
    /// <value>Empty for a value that none of the members here has made.</value>
    public string Name => _name ?? "";

    internal string? TagName => Name.StartsWith(TagPrefix, StringComparison.Ordinal) ? Name[TagPrefix.Length..] : null;

    /// <summary>Makes the dimension of a label.</summary>
    /// <param name="name">The label's name.</param>
    /// <returns>The dimension.</returns>
    public static CostDimension Tag(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CostDimension(TagPrefix + name);
    }

    /// <summary>Names the dimension.</summary>
    /// <returns>The name, such as <c>Tenant</c> or <c>Tag:feature</c>.</returns>
    public override string ToString() => Name;

    /// <summary>Reads what a limit is kept by.</summary>
    internal static IReadOnlyList<CostDimension> Parse(string partitionBy) =>
        [.. partitionBy.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne).Distinct()];

    private static CostDimension ParseOne(string part)
    {
        CostDimension[] known = [Tenant, User, App, Model, Provider, Route];
        return part.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? Tag(part[TagPrefix.Length..].Trim())
            : Array.Find(known, dimension => dimension.Name.Equals(part, StringComparison.OrdinalIgnoreCase));
    }
}
