using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Writing;

public sealed class PostgreSqlLedgerTests : LedgerConformance
{
    private protected override async Task<TestDatabase> CreateAsync() => await PostgreSqlDatabase.CreateAsync(await SharedServer.GetAsync());
}
