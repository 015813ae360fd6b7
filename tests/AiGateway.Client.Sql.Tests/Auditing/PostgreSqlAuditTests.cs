using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Auditing;

public sealed class PostgreSqlAuditTests : SqlAuditConformance
{
    private protected override async Task<TestDatabase> CreateAsync() => await PostgreSqlDatabase.CreateAsync(await SharedServer.GetAsync());
}
