namespace AiGateway.Client.Auditing.Chain;

/// <summary>Something that is wrong with a chain, and where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sequence">The number of the entry; of several the first.</param>
/// <param name="Location">Where it stands, or would.</param>
/// <param name="Message">What was found, in words. No content.</param>
public sealed record AuditFinding(AuditFindingKind Kind, long Sequence, string Location, string Message);
