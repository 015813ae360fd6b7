using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Sql.Auditing;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>What a database keeps of audit records, and what is found in one that somebody has laid hands on.</summary>
public abstract class SqlAuditConformance : AuditStoreConformance
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public async Task Columns_HaveWhatPeopleSearchBy([Values] bool streamed)
    {
        await FillAsync(3, streamed);
        Assert.That(await _database.NumberAsync(
            "SELECT COUNT(*) FROM aigateway_audit WHERE tenant = 'acme' AND route = 'chat' AND outcome = 'Succeeded' AND app IS NULL AND LENGTH(user_name) = 32"), Is.EqualTo(3));
        Assert.That(await _database.NumberAsync("SELECT COUNT(*) FROM aigateway_audit_checkpoint WHERE is_final = 1 AND sequence = 3"), Is.EqualTo(1));
    }

    [TestCase("tenant = 'else'", "tenant")]
    [TestCase("tenant = NULL", "tenant")]
    [TestCase("user_name = 'someone'", "user_name")]
    [TestCase("app = 'other'", "app")]
    [TestCase("route = 'other'", "route")]
    [TestCase("outcome = 'Failed'", "outcome")]
    [TestCase("request_id = 'x'", "request_id")]
    [TestCase("at_us = at_us + 1", "at_us")]
    public async Task Verify_ChangedColumn_IsFound(string change, string column)
    {
        await FillAsync(3);
        await _database.ExecuteAsync($"UPDATE aigateway_audit SET {change} WHERE sequence = 2");
        var finding = (await VerifyOneAsync()).Findings.Single();
        Assert.That((finding.Kind, finding.Sequence), Is.EqualTo((AuditFindingKind.Changed, 2L)));
        Assert.That(finding.Message, Does.Contain(column));
        Assert.That(finding.Location, Does.Match(@"^aigateway_audit, writer \w+, sequence 2$"));
    }

    private protected override IAuditStore Store => new SqlAuditStore(_database.Source);

    private protected abstract Task<TestDatabase> CreateAsync();

    private protected override void AddSink(IAiGatewayBuilder builder) => builder.AddSqlAudit(_database.Source);

    private protected override Task ChangeAsync(long sequence) => OverwriteAsync(sequence, AuditLines.ChangeByte);

    private protected override Task RemoveAsync(long sequence) => _database.ExecuteAsync($"DELETE FROM aigateway_audit WHERE sequence = {sequence}");

    private protected override async Task SwapAsync(long first, long second)
    {
        await _database.ExecuteAsync($"UPDATE aigateway_audit SET sequence = 0 WHERE sequence = {first}");
        await _database.ExecuteAsync($"UPDATE aigateway_audit SET sequence = {first} WHERE sequence = {second}");
        await _database.ExecuteAsync($"UPDATE aigateway_audit SET sequence = {second} WHERE sequence = 0");
    }

    private protected override Task TruncateAsync(long sequence) => _database.ExecuteAsync($"DELETE FROM aigateway_audit WHERE sequence >= {sequence}");

    private protected override async Task OverwriteAsync(long sequence, Func<string, string> change)
    {
        string line;
        await using (var read = _database.Source.CreateCommand($"SELECT entry FROM aigateway_audit WHERE sequence = {sequence}"))
        {
            line = (string)(await read.ExecuteScalarAsync())!;
        }

        await _database.ExecuteAsync($"UPDATE aigateway_audit SET entry = '{change(line)}' WHERE sequence = {sequence}");
    }
}
