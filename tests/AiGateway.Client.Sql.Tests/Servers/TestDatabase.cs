using System.Data.Common;

namespace AiGateway.Client.Tests.Servers;

/// <summary>A database of its own for one test.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public abstract DbDataSource Source { get; }

    /// <summary>Gets what another process needs to reach it.</summary>
    public abstract (string Kind, string Connection) Address { get; }

    public abstract ValueTask DisposeAsync();

    public async Task<long> NumberAsync(string query)
    {
        await using var command = Source.CreateCommand(query);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task ExecuteAsync(string text)
    {
        await using var command = Source.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }
}
