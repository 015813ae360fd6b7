namespace AiGateway.Client.Context;

/// <summary>A decision of a policy, other than to allow. Holds no content.</summary>
/// <param name="Policy">The name of the policy in the configuration.</param>
/// <param name="Phase">When it was asked.</param>
/// <param name="Verdict">What it decided.</param>
/// <param name="ReasonCode">A short stable code, such as <c>term_denied</c>.</param>
/// <param name="Mode">Whether the decision was carried out.</param>
public sealed record PolicyDecision(string Policy, PolicyPhase Phase, PolicyVerdict Verdict, string ReasonCode, PolicyMode Mode);
