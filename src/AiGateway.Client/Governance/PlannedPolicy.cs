using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>A policy that would be asked about a request or its answer.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Phases">When it would be asked. What it would say of an answer is not known before there is one.</param>
/// <param name="Mode">Whether its decisions would be carried out.</param>
public sealed record PlannedPolicy(string Name, PolicyPhase Phases, PolicyMode Mode);
