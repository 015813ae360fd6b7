namespace AiGateway.Client.Auditing.Chain;

/// <summary>What was found in a store.</summary>
/// <param name="Chains">The chains, by writer.</param>
public sealed record AuditVerification(IReadOnlyList<AuditChain> Chains)
{
    /// <summary>Gets a value indicating whether nothing is wrong with any chain.</summary>
    public bool IsIntact => Chains.All(chain => chain.IsIntact);
}
