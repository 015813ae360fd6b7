using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Reports;
using CostReport;
using CostReport.Html;
using CostReport.Traffic;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

var page = Path.GetFullPath(args.Length > 0 ? args[0] : "cost-report.html");
var folder = Directory.CreateTempSubdirectory("cost-report-");

// The clock stands at the beginning of a month, and the traffic moves it.
var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
await using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder.FullName, "ledger.db")};Pooling=False");
await using (var services = new ServiceCollection()
    .AddSingleton<TimeProvider>(clock)
    .AddAiGateway(configuration.GetSection("AiGateway"))
    .AddSimulated()
    .AddSqlLedger(database)
    .Services.BuildServiceProvider())
{
    await new Workload(services, clock).RunUntilAsync(new DateTimeOffset(2026, 3, 18, 17, 0, 0, TimeSpan.Zero));
    await services.GetRequiredService<SqlLedger>().FlushAsync();

    var report = await MonthReport.ReadAsync(services.GetRequiredService<ICostLedger>(), clock.GetUtcNow());
    TextReport.Write(report);
    await File.WriteAllTextAsync(page, Page.Create(report));
}

folder.Delete(recursive: true);
Console.WriteLine($"Written: {page}");
