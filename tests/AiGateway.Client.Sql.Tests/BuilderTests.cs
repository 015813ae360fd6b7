using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using AiGateway.Client.Tests.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests;

public sealed class BuilderTests
{
    [Test]
    public async Task AddSqlLedger_WrongOptions_ListsEveryError()
    {
        await using var database = new SqliteDatabase();
        await using var services = new ServiceCollection().AddAiGateway()
            .AddSqlLedger(database.Source, options => (options.QueueCapacity, options.BatchSize, options.Retention) = (1, 0, TimeSpan.Zero)).Services.BuildServiceProvider();
        var failures = Assert.Throws<OptionsValidationException>(() => services.GetServices<IUsageSink>().ToList())!.Failures.ToList();
        Assert.That(failures, Has.Count.EqualTo(3));
        Assert.That(failures, Has.One.EqualTo("SqlLedgerOptions.QueueCapacity = '1' is not valid: from 100 to 10000000."));
    }

    [Test]
    public void AddSqlLedger_Twice_IsRefused()
    {
        using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var builder = new ServiceCollection().AddAiGateway().AddSqlLedger(source);
        Assert.That(() => builder.AddSqlLedger(source), Throws.InvalidOperationException);
    }
}
