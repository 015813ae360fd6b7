using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Reports;
using CostReport.Html;
using CostReport.Traffic;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CostReport.Tests;

/// <summary>What a finance director gets.</summary>
public sealed class PageTests
{
    private const string Hostile = "<script>alert('x')</script> & \"Sons\"";

    private static readonly DateTimeOffset Now = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cost-report-");
    private MonthReport _report = null!;
    private string _html = null!;
    private XElement _page = null!;
    private long _ledgerNanos;

    [OneTimeSetUp]
    public async Task CreatePage()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
        await using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder.FullName, "ledger.db")};Pooling=False");
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddAiGateway(configuration.GetSection("AiGateway"))
            .AddSimulated().AddSqlLedger(database).Services.BuildServiceProvider();
        await new Workload(services, clock).RunUntilAsync(Now);
        var ledger = services.GetRequiredService<SqlLedger>();
        ledger.Record(new UsageRecord
        {
            Time = Now,
            Provider = Hostile,
            Model = Hostile,
            Cost = 3.14159m,
            Caller = new GatewayCaller { Tenant = Hostile, User = Hostile, Application = Hostile },
        });
        await ledger.FlushAsync();
        _report = await MonthReport.ReadAsync(services.GetRequiredService<ICostLedger>(), Now);
        _html = Page.Create(_report);
        using var reader = XmlReader.Create(new StringReader(_html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        _page = XElement.Load(reader);
        await using var sum = database.CreateCommand("SELECT SUM(cost_nano) FROM aigateway_usage");
        _ledgerNanos = (long)(await sum.ExecuteScalarAsync())!;
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Page_NeedsNothingElse()
    {
        Assert.That(_page.Name.LocalName, Is.EqualTo("html"));
        Assert.That(_page.Descendants().Select(element => element.Name.LocalName), Has.None.AnyOf("script", "link", "img", "iframe", "object", "image", "use"));
        Assert.That(_page.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName), Has.None.AnyOf("href", "src", "srcset", "onload", "onclick"));
        Assert.That(_html, Does.Not.Contain("http").And.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void Page_FollowsLightDarkAndPrint()
    {
        var style = _page.Descendants("style").Single().Value;
        Assert.That(style, Does.Contain("prefers-color-scheme: dark").And.Contain("@media print"));
        Assert.That(style, Does.Not.Contain(">").And.Not.Contain("<").And.Not.Contain("&"), "a browser would read their encoding as it stands");
        var used = Regex.Matches(style, @"var\((--\w+)\)").Select(match => match.Groups[1].Value).Distinct();
        Assert.That(used, Is.SubsetOf(Regex.Matches(style, @"(--\w+):").Select(match => match.Groups[1].Value)));
    }

    [Test]
    public void Page_Names_AreEncoded()
    {
        Assert.That(_html, Does.Not.Contain("<script").And.Contain("&lt;script&gt;"));
        Assert.That(_page.Descendants("td").Count(cell => cell.Value == Hostile), Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public void Page_ElementsThatAreEmpty_AreClosedAsHtmlHasIt() =>
        Assert.That(Regex.Matches(_html, @"<(\w+)[^<>]*/>").Select(match => match.Groups[1].Value).Distinct(), Is.SubsetOf(new[] { "meta", "path", "line", "rect", "circle" }));

    [Test]
    public void Totals_AreThoseOfTheLedger()
    {
        Assert.That(_report.Total.Cost, Is.EqualTo(_ledgerNanos / 1_000_000_000m).And.Positive);
        var total = Figures.Money(_report.Total.Cost);
        Assert.That(_page.Descendants("div").First(element => (string?)element.Attribute("class") == "value").Value, Is.EqualTo(total));
        var totals = _page.Descendants("tfoot").Select(foot => foot.Descendants("td").Select(cell => cell.Value)).Count(cells => cells.Contains(total));
        Assert.That(totals, Is.EqualTo(5), "tenants, models, applications, users, all figures");
    }

    [Test]
    public void Rows_OfEveryTable_AddUpToTheirTotal()
    {
        foreach (var table in _page.Descendants("table").Where(table => table.Element("tfoot") is not null))
        {
            var foot = table.Element("tfoot")!.Element("tr")!.Elements().ToList();
            for (var column = 1; column < foot.Count; column++)
            {
                if (Number(foot[column].Value) is { } total)
                {
                    Assert.That(table.Element("tbody")!.Elements("tr").Sum(row => Number(row.Elements().ElementAt(column).Value) ?? 0), Is.EqualTo(total), foot[column].Value);
                }
            }
        }
    }

    [TestCase("0.005, 0.005", "0.01, 0.00")]
    [TestCase("1.004, 2.004, 3.004", "1.01, 2.00, 3.00")]
    [TestCase("", "")]
    public void ToCents_AnyAmounts_AddUp(string amounts, string cents) => Assert.That(
        string.Join(", ", Figures.ToCents([.. amounts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(amount => decimal.Parse(amount, CultureInfo.InvariantCulture))])
            .Select(cent => cent.ToString("0.00", CultureInfo.InvariantCulture))), Is.EqualTo(cents));

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim('$', '%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
