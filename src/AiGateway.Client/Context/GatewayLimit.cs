namespace AiGateway.Client.Context;

/// <summary>A limit that applied to a request, and what is left of it.</summary>
/// <param name="Name">The name of the rule in the configuration.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Limit">How much it allows.</param>
/// <param name="Remaining">How much was left when the request was last counted. Negative when more was used than was allowed.</param>
/// <param name="ResetsAt">When the present window or period ends; <see langword="null"/> for a limit without one.</param>
public sealed record GatewayLimit(string Name, LimitUnit Unit, decimal Limit, decimal Remaining, DateTimeOffset? ResetsAt);
