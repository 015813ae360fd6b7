using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.History;

public sealed class SqliteRestartTests : RestartConformance
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
