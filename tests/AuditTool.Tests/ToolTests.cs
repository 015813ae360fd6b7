using AiGateway.Client.Sql.Auditing;
using AiGateway.Client.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AuditTool.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigateway-tool-").FullName;

    private string Database => Path.Combine(_folder, "audit.db");

    private string File => Directory.GetFiles(_folder, "*.jsonl").Single();

    [TestCase("files")]
    [TestCase("sqlite")]
    public async Task Intact_SaysHowFarTheChainGoes(string kind)
    {
        await FillAsync();
        var (code, output, errors) = await RunAsync(kind, kind == "files" ? _folder : Database);
        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output, Does.Match(@"^intact  chain \w{16}: records 1 to 5, the last of .*; the writer has ended it\r?\n1 chain\(s\), 5 record\(s\), 0 broken\r?\n$"));
    }

    [Test]
    public async Task Files_RecordRemoved_SaysWhere()
    {
        await FillAsync();
        var lines = (await System.IO.File.ReadAllLinesAsync(File)).ToList();
        lines.RemoveAt(2);
        await System.IO.File.WriteAllTextAsync(File, string.Concat(lines.Select(line => line + "\n")));
        var (code, output, _) = await RunAsync("files", _folder);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Match(@"BROKEN  chain \w{16}: records 1 to 5").And.Match(@"Missing at record 3 \(audit-\d{8}-\w{16}-000001\.jsonl, line 3, byte \d+\): Record 3 is missing\.").And.Contain("1 broken"));
    }

    [Test]
    public async Task Sqlite_RecordChanged_SaysWhere()
    {
        await FillAsync();
        await using (var source = SqliteFactory.Instance.CreateDataSource($"Data Source={Database};Pooling=False"))
        {
            await using var command = source.CreateCommand("UPDATE aigateway_audit SET entry = REPLACE(entry, 'Succeeded', 'Succeedee') WHERE sequence = 4");
            await command.ExecuteNonQueryAsync();
        }

        var (code, output, _) = await RunAsync("sqlite", Database);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Match(@"Changed at record 4 \(aigateway_audit, writer \w{16}, sequence 4\): Record 4 is not as it was written\."));
    }

    [TestCase]
    [TestCase("files")]
    [TestCase("folder", "x")]
    [TestCase("files", "x", "--retention-days", "many")]
    public async Task Arguments_ThatAreNone_ShowTheUsage(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);
        Assert.That((code, output), Is.EqualTo((2, "")));
        Assert.That(errors, Does.StartWith("Usage: AuditTool files <folder>"));
    }

    [TestCase("files")]
    [TestCase("sqlite")]
    public async Task NothingThere_IsAnError(string kind)
    {
        var (code, _, errors) = await RunAsync(kind, Path.Combine(_folder, "nothing"));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.StartWith($"{kind} cannot be read: "));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var code = await Tool.RunAsync(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private async Task FillAsync()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={Database};Pooling=False");
        await using var services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Providers["sim"] = new SimulatedProviderOptions { Type = "Simulated" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "sim", Model = "m" } } };
            options.Auditing.File.Path = _folder;
        }).AddSimulated().AddAuditSink(_ => new SqlAuditSink(source)).Services.BuildServiceProvider();
        for (var i = 0; i < 5; i++)
        {
            await services.GetRequiredService<IChatClient>().GetResponseAsync("Hi");
        }
    }
}
