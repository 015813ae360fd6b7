using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Reports;

public sealed class PostgreSqlReportTests : ReportConformance
{
    private protected override async Task<TestDatabase> CreateAsync() => await PostgreSqlDatabase.CreateAsync(await SharedServer.GetAsync());
}
