using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace AiGateway.Client.Tests.Servers;

internal sealed class PostgreSqlDatabase : TestDatabase
{
    private static int _last;

    private readonly NpgsqlDataSource _source;

    private PostgreSqlDatabase(NpgsqlDataSource source) => _source = source;

    public override DbDataSource Source => _source;

    public override (string Kind, string Connection) Address => ("PostgreSql", _source.ConnectionString);

    public static async Task<PostgreSqlDatabase> CreateAsync(PostgreSqlServer server)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"ledger{Interlocked.Increment(ref _last)}");
        await using var admin = NpgsqlDataSource.Create(server.ConnectionTo("postgres"));
        await using var command = admin.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new PostgreSqlDatabase(NpgsqlDataSource.Create(server.ConnectionTo(name)));
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
