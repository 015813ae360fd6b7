using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Sql;

/// <summary>The ledger's tables were made by a later version of this package. Nothing is written to them.</summary>
public sealed class LedgerSchemaException : AiGatewayException
{
    internal LedgerSchemaException(int found, int known)
        : base($"The ledger has schema version {found}; this version of AiGateway.Client.Sql knows versions up to {known}. Update the package, or use another database.")
    {
        Found = found;
        Known = known;
    }

    /// <summary>Gets the version that the database has.</summary>
    public int Found { get; }

    /// <summary>Gets the latest version that this package knows.</summary>
    public int Known { get; }
}
