using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AiGateway.Client.Tests.Servers;

internal sealed class SqliteDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigateway-ledger-").FullName;

    public SqliteDatabase() => Source = SqliteFactory.Instance.CreateDataSource($"Data Source={File}");

    public string File => Path.Combine(_folder, "ledger.db");

    public override DbDataSource Source { get; }

    public override (string Kind, string Connection) Address => ("Sqlite", $"Data Source={File}");

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
