using System.Data.Common;

namespace AiGateway.Client.Sql.Writing;

/// <summary>Describes failures by type and code: messages of drivers may quote addresses and names.</summary>
internal static class Faults
{
    public static string Describe(Exception exception) => exception switch
    {
        LedgerSchemaException => exception.Message,
        DbException { SqlState: { } state } => $"{exception.GetType().Name}, SQLSTATE {state}",
        DbException database => $"{exception.GetType().Name}, code {database.ErrorCode}",
        _ => exception.GetType().Name,
    };
}
