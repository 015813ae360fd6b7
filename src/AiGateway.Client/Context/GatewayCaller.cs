namespace AiGateway.Client.Context;

/// <summary>Who is asking. Limits, budgets, caches and audit records are kept per caller.</summary>
public sealed record GatewayCaller
{
    /// <summary>Gets the caller that is used when nobody is named.</summary>
    public static GatewayCaller Anonymous { get; } = new();

    /// <summary>Gets the tenant (customer, department).</summary>
    public string? Tenant { get; init; }

    /// <summary>Gets the user within the tenant.</summary>
    public string? User { get; init; }

    /// <summary>Gets the application that asks.</summary>
    public string? Application { get; init; }

    /// <summary>Gets the roles of the caller, by which policies tell callers apart; compared without case.</summary>
    /// <value>Default empty. Like the tenant they come from an <see cref="ICallerProvider"/> where the host registers one.</value>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    /// <summary>Names the type only: who asked is personal data and stays out of logs and messages.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(GatewayCaller);
}
