using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiGateway.Client.Telemetry;
using AiGateway.Client.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Exporting.Tests;

/// <summary>The dashboard and the alert rules ask for metrics and labels that there are.</summary>
public sealed class ObservabilityTests
{
    private const string Dashboard = "docs/observability/grafana-dashboard.json";
    private const string Alerts = "docs/observability/prometheus-alerts.yaml";

    private static readonly string[] OwnLabels = ["le", "job", "instance"];

    [TestCase(Dashboard)]
    [TestCase(Alerts)]
    public async Task Expressions_AskForMetricsThatThereAre(string file)
    {
        var known = await SeriesAsync();
        var asked = Expressions(file).SelectMany(expression => Regex.Matches(WithoutLabels(expression), @"\b(?:aigateway|gen_ai)_\w+").Select(match => match.Value)).ToHashSet();
        Assert.That(asked, Has.Count.GreaterThan(5));
        Assert.That(asked.Except(known), Is.Empty);
    }

    [TestCase(Dashboard)]
    [TestCase(Alerts)]
    public void Expressions_AskForLabelsThatThereAre(string file)
    {
        var tags = typeof(GatewayTelemetry).GetFields().Where(field => field.Name.EndsWith("Tag", StringComparison.Ordinal)).Select(field => (string)field.GetValue(null)!);
        HashSet<string> known = [.. tags.Append("gen_ai.token.type").Append("gen_ai.response.model").Select(PrometheusName.Of), .. OwnLabels];
        Assert.That(Expressions(file).SelectMany(Labels).Where(label => !known.Contains(label)), Is.Empty);
    }

    [Test]
    public void Alerts_HaveASummaryAndASeverity()
    {
        var text = Read(Alerts);
        var alerts = Regex.Count(text, @"^\s*- alert: ", RegexOptions.Multiline);
        Assert.That(alerts, Is.GreaterThan(8));
        Assert.That((Regex.Count(text, @"^\s*summary: ", RegexOptions.Multiline), Regex.Count(text, @"^\s*severity: (?:critical|warning|info)$", RegexOptions.Multiline)), Is.EqualTo((alerts, alerts)));
    }

    [Test]
    public void Dashboard_IsWellFormed()
    {
        using var json = JsonDocument.Parse(Read(Dashboard));
        var panels = json.RootElement.GetProperty("panels").EnumerateArray().ToList();
        Assert.That(panels.Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
        var titles = panels.Select(panel => panel.GetProperty("title").GetString()).ToList();
        Assert.That(titles, Is.Unique);
        Assert.That(titles, Is.All.Not.Empty);
        var places = panels.Select(panel => panel.GetProperty("gridPos")).Select(place => (X: place.GetProperty("x").GetInt32(), Y: place.GetProperty("y").GetInt32(),
            W: place.GetProperty("w").GetInt32(), H: place.GetProperty("h").GetInt32())).ToList();
        Assert.That(places.Select(place => place.X + place.W), Is.All.LessThanOrEqualTo(24));
        var overlaps = places.SelectMany((one, i) => places.Skip(i + 1).Where(other => one.X < other.X + other.W && other.X < one.X + one.W && one.Y < other.Y + other.H && other.Y < one.Y + one.H));
        Assert.That(overlaps, Is.Empty);
    }

    [Test]
    public async Task Names_FollowTheRulesOfTheExporter()
    {
        var known = await SeriesAsync();
        Assert.That(known, Is.SupersetOf(new[]
        {
            "aigateway_request_duration_seconds_bucket", "aigateway_cost_total", "aigateway_attempts_total", "aigateway_prices_age_days", "aigateway_target_state",
            "aigateway_budgets_used_bucket", "aigateway_ledger_queue", "gen_ai_client_token_usage_sum", "gen_ai_client_operation_duration_seconds_count",
        }));
    }

    // Everything that is published while a gateway with every package works.
    private static async Task<HashSet<string>> SeriesAsync()
    {
        HashSet<string> series = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == GatewayTelemetry.SourceName)
            {
                lock (series)
                {
                    series.UnionWith(PrometheusName.Series(instrument));
                }
            }
        };
        listener.Start();
        await using var database = SqliteFactory.Instance.CreateDataSource("Data Source=observability;Mode=Memory;Cache=Shared");
        await using var keptOpen = await database.OpenConnectionAsync();
        await using var gateway = new ExportedGateway(configure: builder => builder.AddSqlLedger(database));
        await gateway.AskAsync(streamed: false);
        using var instruments = new GatewayInstruments(null);
        instruments.ObserveQuotaStore(() => false);
        return series;
    }

    private static IEnumerable<string> Expressions(string file) => file.EndsWith("json", StringComparison.Ordinal)
        ? Regex.Matches(Read(file), "\"(?:expr|query|definition)\": \"(?<e>(?:[^\"\\\\]|\\\\.)*)\"").Select(match => Regex.Unescape(match.Groups["e"].Value))
        : Regex.Matches(Read(file), @"^\s*expr: (?:\|\s*\n(?<e>(?:\s{10,}.*\n)+)|(?<e>.*)$)", RegexOptions.Multiline).Select(match => match.Groups["e"].Value);

    private static string WithoutLabels(string expression) =>
        Regex.Replace(Regex.Replace(expression, @"\{[^}]*\}", ""), @"\b(?:by|on|ignoring|group_left|group_right|without)\s*\([^)]*\)|label_values\((?<metric>\w+),[^)]*\)", "${metric}");

    private static IEnumerable<string> Labels(string expression) =>
        Regex.Matches(expression, @"\{(?<body>[^}]*)\}").SelectMany(match => Regex.Matches(match.Groups["body"].Value, @"(?<label>\w+)\s*(?:=~|!~|!=|=)").Select(label => label.Groups["label"].Value))
            .Concat(Regex.Matches(expression, @"\b(?:by|on|ignoring|without)\s*\((?<body>[^)]*)\)").SelectMany(match => match.Groups["body"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .Concat(Regex.Matches(expression, @"label_values\(\w+,\s*(?<label>\w+)\)").Select(match => match.Groups["label"].Value));

    private static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));
}
