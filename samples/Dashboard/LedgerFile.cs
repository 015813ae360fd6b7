using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dashboard;

/// <summary>The ledger's database: a file in a folder of its own that goes with the process.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-");

    public LedgerFile() => Source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder.FullName, "ledger.db")};Pooling=False");

    public DbDataSource Source { get; }

    public void Dispose()
    {
        Source.Dispose();
        _folder.Delete(recursive: true);
    }
}
