using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.History;

public sealed class PostgreSqlRestartTests : RestartConformance
{
    private protected override async Task<TestDatabase> CreateAsync() => await PostgreSqlDatabase.CreateAsync(await SharedServer.GetAsync());
}
