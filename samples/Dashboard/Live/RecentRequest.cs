using AiGateway.Client.Context;

namespace Dashboard.Live;

/// <summary>A request that has ended, and who asked: the tenant and the application, never the user.</summary>
internal sealed record RecentRequest(DateTimeOffset Time, string? Tenant, string? Application, GatewayResult Result)
{
    /// <summary>Gets or sets why it has no answer.</summary>
    /// <value><see langword="null"/> when it has one, or its attempts say why.</value>
    public string? Reason { get; set; }

    /// <summary>Gets the time to the first token of the attempt that answered.</summary>
    public TimeSpan? FirstToken => Result.Attempts.LastOrDefault(attempt => attempt.Outcome is GatewayOutcome.Succeeded)?.TimeToFirstToken;

    /// <summary>Gets a value indicating whether something was decided about it, beyond asking the first target.</summary>
    public bool IsSpecial => Result.Outcome is not GatewayOutcome.Succeeded || Result.Attempts.Count > 1 || Result.Decisions.Count > 0;
}
