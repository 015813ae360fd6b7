using System.Data.Common;
using AiGateway.Client.Sql.Auditing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a database for audit records to the gateway.</summary>
public static class SqlAuditBuilderExtensions
{
    /// <summary>Keeps audit records in a database, which may be that of the ledger.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">The database, SQLite or PostgreSQL. It is not disposed.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Where a wrapper hides the driver, add a <see cref="SqlAuditSink"/> that is told which database it is.</remarks>
    public static IAiGatewayBuilder AddSqlAudit(this IAiGatewayBuilder builder, DbDataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.AddAuditSink(_ => new SqlAuditSink(source));
    }

    /// <summary>Keeps audit records in a database, which may be that of the ledger.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">Finds the database, SQLite or PostgreSQL. The sink does not dispose it.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Where a wrapper hides the driver, add a <see cref="SqlAuditSink"/> that is told which database it is.</remarks>
    public static IAiGatewayBuilder AddSqlAudit(this IAiGatewayBuilder builder, Func<IServiceProvider, DbDataSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.AddAuditSink(services => new SqlAuditSink(source(services)));
    }
}
