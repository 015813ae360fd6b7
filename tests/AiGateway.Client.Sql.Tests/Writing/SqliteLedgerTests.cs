using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Writing;

public sealed class SqliteLedgerTests : LedgerConformance
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
