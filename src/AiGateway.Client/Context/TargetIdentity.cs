namespace AiGateway.Client.Context;

/// <summary>The names of a target. Records keep them, and not the target itself, which would keep clients of former configurations alive.</summary>
internal sealed record TargetIdentity(string Name, string? Key, string Provider, string Model);
