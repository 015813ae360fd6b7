using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Auditing;

public sealed class SqliteAuditTests : SqlAuditConformance
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
