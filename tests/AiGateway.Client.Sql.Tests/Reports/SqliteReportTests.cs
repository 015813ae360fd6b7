using AiGateway.Client.Tests.Servers;

namespace AiGateway.Client.Tests.Reports;

public sealed class SqliteReportTests : ReportConformance
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
