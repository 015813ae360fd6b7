namespace AiGateway.Client.Sql;

/// <summary>The database behind a ledger.</summary>
public enum SqlDialect
{
    /// <summary>Found out by the type of the data source's connections.</summary>
    Detect,

    /// <summary>SQLite, by Microsoft.Data.Sqlite.</summary>
    Sqlite,

    /// <summary>PostgreSQL 12 or later, by Npgsql.</summary>
    PostgreSql,
}
