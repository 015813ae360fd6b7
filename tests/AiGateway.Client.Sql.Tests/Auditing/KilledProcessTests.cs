using System.Diagnostics;
using System.Globalization;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Sql.Auditing;
using Microsoft.Data.Sqlite;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>A process that is killed in the middle of its work leaves chains that end where it was, and say so.</summary>
public sealed class KilledProcessTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigateway-audit-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(1)]
    [TestCase(300)]
    [TestCase(2000)]
    public async Task Killed_UnderLoad_TheChainHoldsUpToTheLastFlushedRecord(int records)
    {
        var flushed = await RunAndKillAsync(records);
        var files = (await AuditVerifier.VerifyAsync(new JsonLinesAuditStore(_folder))).Chains.Single();

        // What was being written at that moment may be half there; nothing before it is harmed.
        Assert.That(files.Findings.Select(finding => finding.Kind), Is.SubsetOf(new[] { AuditFindingKind.CutOff }));
        AssertEnd(files, flushed);
        Assert.That(files.LastLocation, Does.Match(@"^audit-\d{8}-\w+-\d{6}\.jsonl, line \d+, byte \d+$"));

        await using var source = SqliteFactory.Instance.CreateDataSource(AuditedProcess.DatabaseOf(_folder));
        var rows = (await AuditVerifier.VerifyAsync(new SqlAuditStore(source))).Chains.Single();
        Assert.That(rows.Findings, Is.Empty);
        AssertEnd(rows, flushed);
    }

    private static void AssertEnd(AuditChain chain, long flushed)
    {
        Assert.That(chain.First, Is.EqualTo(1));
        Assert.That(chain.Last, Is.GreaterThanOrEqualTo(flushed));
        Assert.That(chain.IsEnded, Is.False);
        Assert.That(chain.LastTime, Is.Not.Null);
    }

    /// <summary>Kills the process once it has written so many records.</summary>
    /// <returns>How many it has said to have written.</returns>
    private async Task<long> RunAndKillAsync(int records)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [typeof(KilledProcessTests).Assembly.Location, AuditedProcess.Argument, _folder])
        { RedirectStandardOutput = true })!;
        var flushed = 0L;
        while (flushed < records && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            flushed = long.Parse(line, CultureInfo.InvariantCulture);
        }

        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var later))
        {
            flushed = Math.Max(flushed, later);
        }

        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.EqualTo(128 + 9), "it was killed, and did not end by itself");
        return flushed;
    }
}
