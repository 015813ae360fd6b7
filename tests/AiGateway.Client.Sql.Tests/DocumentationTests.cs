using System.Reflection;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Schema;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests;

/// <summary>What the code has must be in the pages.</summary>
public sealed class DocumentationTests
{
    [Test]
    public void LedgerPage_ListsEveryOptionAndColumn()
    {
        var page = Read("docs/ledger.md");
        var names = typeof(SqlLedgerOptions).GetProperties().Select(property => property.Name).Concat(LedgerColumns.All.Select(column => column.Name));
        Assert.That(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void TelemetryPage_ListsEveryLogEvent()
    {
        var page = Read("docs/telemetry.md");
        var events = typeof(SqlLedger).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();
        Assert.That(events, Is.Not.Empty);
        Assert.That(events.Select(log => $"| {log.EventId} | `{log.EventName}` | {log.Level} |").Where(row => !page.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));
}
