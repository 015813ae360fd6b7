namespace AiGateway.Client.Gateways;

/// <summary>One way to the upstream.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Upstream">Where the upstream listens.</param>
/// <param name="ProcessId">The process whose processor time counts; <see langword="null"/> for none.</param>
internal sealed record Leg(string Name, Uri Url, Uri Upstream, int? ProcessId);
