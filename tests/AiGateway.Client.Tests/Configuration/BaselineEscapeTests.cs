using AiGateway.Client.Budgets;
using AiGateway.Client.Configuration;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Configuration;

/// <summary>Every way by which an application may try to loosen what a baseline says.</summary>
public sealed class BaselineEscapeTests
{
    private const string Section = "AiGateway";

    private static IEnumerable<TestCaseData> Configured()
    {
        yield return Case("provider type", "Providers:a:Type", "Other", "Providers:a:Type = 'Other' is not allowed by the baseline. Allowed provider types: Simulated.");
        yield return Case("endpoint", "Providers:a:Endpoint", "https://elsewhere.example", "Providers:a:Endpoint = 'https://elsewhere.example/' is not allowed by the baseline.");
        yield return Case("no endpoint", "Providers:a:Endpoint", "", "Providers:a:Endpoint is missing.");
        yield return Case("look-alike endpoint", "Providers:a:Endpoint", "https://api.vendor.example.evil.example", "Providers:a:Endpoint = 'https://api.vendor.example.evil.example/' is not allowed");
        yield return Case("plain http", "Providers:a:Endpoint", "http://api.vendor.example", "Providers:a:Endpoint = 'http://api.vendor.example/' is not allowed");
        yield return Case("region", "Providers:a:Region", "us", "Providers:a:Region = 'us' is not allowed by the baseline. Allowed regions: eu.");
        yield return Case("second provider", "Providers:b:Type", "Simulated", "Providers:b:Region is missing.");
        yield return Case("model", "Routes:chat:Targets:main:Model", "big-9", "Routes:chat:Targets:main:Model = 'big-9' is not allowed by the baseline. Allowed models: small-*, tiny.");
        yield return Case("total time", "Routes:chat:Timeouts:Total", "00:05:00", "Routes:chat:Timeouts:Total = '00:05:00' is longer than the baseline allows: 00:01:00.");
        yield return Case("no total time", "Routes:chat:Timeouts:Total", "00:00:00", "Routes:chat:Timeouts:Total = '00:00:00' (no limit) is longer than the baseline allows: 00:01:00.");
        yield return Case("first token", "Routes:chat:Timeouts:FirstToken", "00:01:00", "Routes:chat:Timeouts:FirstToken = '00:01:00' is longer than the baseline allows: 00:00:20.");
        yield return Case("redaction off", "Redaction:Enabled", "false", "Redaction:Enabled = 'False' is not allowed by the baseline, which redacts");
        yield return Case("redaction counted only", "Redaction:Mode", "DryRun", "Redaction:Mode = 'DryRun' only counts what the baseline redacts");
        yield return Case("entity allowed", "Redaction:Entities:EMAIL_ADDRESS", "Allow", "Redaction:Entities:EMAIL_ADDRESS = 'Allow' is weaker than the baseline allows: at least Pseudonymize.");
        yield return Case("entity in other case", "Redaction:Entities:email_address", "Allow", "Redaction:Entities:EMAIL_ADDRESS = 'Allow' is weaker");
        yield return Case("weaker action", "Redaction:Entities:CREDIT_CARD", "Pseudonymize", "Redaction:Entities:CREDIT_CARD = 'Pseudonymize' is weaker than the baseline allows: at least Mask.");
        yield return Case("tenant's mode", "Redaction:Tenants:acme:Mode", "DryRun", "Redaction:Tenants:acme:Mode = 'DryRun' only counts");
        yield return Case("tenant's action", "Redaction:Tenants:acme:Entities:CREDIT_CARD", "Allow", "Redaction:Tenants:acme:Entities:CREDIT_CARD = 'Allow' is weaker");
        yield return Case("answers", "Redaction:Responses:CREDIT_CARD", "Allow", "Redaction:Responses:CREDIT_CARD = 'Allow' is weaker than the baseline allows, which has Mask for requests");
        yield return Case("a score that nothing reaches", "Redaction:Thresholds:CREDIT_CARD", "1", "Redaction:Thresholds:CREDIT_CARD = '1' finds less than the baseline asks for: at most 0.");
        yield return Case("a score in other case", "Redaction:Thresholds:email_address", "0.01", "Redaction:Thresholds:EMAIL_ADDRESS = '0.01' finds less");
        yield return Case("score of an identifier", "Redaction:Thresholds:PL_PESEL", "0.41", "Redaction:Thresholds:PL_PESEL = '0.41' finds less than the baseline asks for: at most 0.4.");
        yield return Case("raw requests", "Redaction:RawRepresentationFactory", "Allow", "Redaction:RawRepresentationFactory = 'Allow' is not allowed by the baseline");
        yield return Case("images", "Redaction:BinaryContent", "Allow", "Redaction:BinaryContent = 'Allow' is not allowed by the baseline: Block.");
        yield return Case("unknown content", "Redaction:UnknownContent", "Allow", "Redaction:UnknownContent = 'Allow' is not allowed by the baseline: Block.");
        yield return Case("budget's amount", "Budgets:month:Amount", "51", "Budgets:month:Amount = '51' is more than the baseline allows: 50.");
        yield return Case("budget's partition", "Budgets:month:PartitionBy", "Tenant, User", "Budgets:month:PartitionBy = 'Tenant, User' differs from the baseline's: 'Tenant'.");
        yield return Case("budget's period", "Budgets:month:Period", "Hour", "Budgets:month:Period = 'Hour' differs from the baseline's: 'Month'.");
        yield return Case("budget's time zone", "Budgets:month:TimeZone", "Asia/Tokyo", "Budgets:month:TimeZone = 'Asia/Tokyo' differs from the baseline's: 'UTC'.");
        yield return Case("budget counted only", "Budgets:month:Mode", "DryRun", "Budgets:month:Mode = 'DryRun' only counts what the baseline enforces.");
        yield return Case("budget's reserve", "Budgets:month:OutputReserve", "PostPaid", "Budgets:month:OutputReserve = 'PostPaid' reserves less than the baseline asks for: Balanced.");
        yield return Case("rate limit's requests", "RateLimits:user:Requests", "61", "RateLimits:user:Requests = '61' is more than the baseline allows: 60.");
        yield return Case("rate limit's window", "RateLimits:user:Window", "00:00:30", "RateLimits:user:Window = '00:00:30' differs from the baseline's: '00:01:00'.");
        yield return Case("rate limit's partition", "RateLimits:user:PartitionBy", "User, Route", "RateLimits:user:PartitionBy = 'User, Route' differs from the baseline's: 'User'.");
        yield return Case("rate limit counted only", "RateLimits:user:Mode", "DryRun", "RateLimits:user:Mode = 'DryRun' only counts what the baseline enforces.");

        static TestCaseData Case(string name, string key, string value, string expected) =>
            new TestCaseData(key, value, expected).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Configured))]
    public void Configuration_Looser_IsRefusedAtStart(string key, string value, string expected) =>
        Assert.That(TestGateway.Failures(Json((key, value)), Baseline), Has.One.StartsWith($"{Section}:{expected}"));

    [TestCaseSource(nameof(Configured))]
    public async Task Configuration_LooserAfterAReload_IsRefusedAndTheOldOneStays(string key, string value, string expected)
    {
        await using var gateway = new TestGateway(Json(), Baseline);
        var version = gateway.Gateway.ConfigurationVersion;
        gateway.Reload(Json((key, value)));
        Assert.That(gateway.Gateway.ConfigurationVersion, Is.EqualTo(version));
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Name == "ConfigurationRefused").Text, Does.Contain($"{Section}:{expected}"));
    }

    private static IEnumerable<TestCaseData> Coded()
    {
        yield return Case("changed in code", builder => builder.Configure(options => options.Redaction.Entities["EMAIL_ADDRESS"] = RedactionAction.Allow), "EMAIL_ADDRESS = 'Allow' is weaker");
        yield return Case("changed after all configuration", builder => builder.Services.PostConfigure<AiGatewayOptions>(options => options.Redaction.Mode = RedactionMode.DryRun), "Mode = 'DryRun'");
        yield return Case("score changed after all configuration", builder => builder.Services.PostConfigure<AiGatewayOptions>(options => options.Redaction.Thresholds["CREDIT_CARD"] = double.NaN), "Thresholds:CREDIT_CARD = 'NaN'");
        yield return Case("validation removed", builder =>
        {
            builder.Configure(options => options.Routes["chat"].Targets["main"].Model = "big-9");
            builder.Services.RemoveAll<IValidateOptions<AiGatewayOptions>>();
        }, "Model = 'big-9' is not allowed");
        yield return Case("options made elsewhere", builder => builder.Services.AddSingleton<IOptionsFactory<AiGatewayOptions>>(new LooseOptions()), "Model = 'big-9' is not allowed");
        yield return Case("a looser baseline", builder =>
        {
            builder.UseBaseline(baseline => baseline.AllowedModels = ["*"]);
            builder.Configure(options => options.Routes["chat"].Targets["main"].Model = "big-9");
        }, "Model = 'big-9' is not allowed");
        yield return Case("the services of the gateway added again", builder =>
        {
            var own = builder.Services.Where(service => service.ServiceType.Assembly == typeof(IAiGateway).Assembly && service.ServiceType != typeof(IChatClient)
                && service.ServiceType.Name is "IAiGateway" or "SnapshotBuilder" or "GatewayRuntime" or "AiGatewayOptionsValidator").ToList();
            own.ForEach(service => builder.Services.Remove(service));
            builder.Services.AddAiGateway().Configure(options => options.Routes["chat"].Targets["main"].Model = "big-9");
        }, "Model = 'big-9' is not allowed");
        yield return Case("a logger of messages outside", builder => builder.AddDecorator(
            GatewayStage.Outer, (inner, _) => new LoggingChatClient(inner, NullLogger.Instance)), "LoggingChatClient writes messages to the log");
        yield return Case("a logger of messages at each target", builder => builder.AddDecorator(
            GatewayStage.Attempt, (inner, _) => new LoggingChatClient(inner, NullLogger.Instance)), "LoggingChatClient writes messages to the log");
        yield return Case("messages on spans", builder => builder.AddDecorator(
            GatewayStage.Caching, (inner, _) => new OpenTelemetryChatClient(inner) { EnableSensitiveData = true }), "OpenTelemetryChatClient writes messages to spans");

        static TestCaseData Case(string name, Action<IAiGatewayBuilder> escape, string expected) => new TestCaseData(escape, expected).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Coded))]
    public void Code_Looser_IsRefused(Action<IAiGatewayBuilder> escape, string expected) =>
        Assert.That(TestGateway.Failures(Json(), builder => escape(WithBaseline(builder))), Has.Some.Contains(expected));

    [Test]
    public async Task Configuration_Nothing_GetsWhatTheBaselineSays([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(), Baseline);
        var call = streamed ? gateway.Client.GetStreamingResponseAsync("Write to ann@example.com").ToChatResponseAsync() : gateway.Client.GetResponseAsync("Write to ann@example.com");
        var result = (await call).GetGatewayResult()!;
        var timeouts = gateway.Runtime.Current.Options.Routes["chat"].Timeouts;
        Assert.That(result.Redactions, Is.EqualTo(new Dictionary<string, int> { ["EMAIL_ADDRESS"] = 1 }));
        Assert.That(result.Limits.Select(limit => (limit.Name, limit.Limit)), Is.EquivalentTo(new[] { ("month", 50m), ("user", 60m) }));
        Assert.That((timeouts.Total, timeouts.Attempt, timeouts.FirstToken, timeouts.Idle),
            Is.EqualTo((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1))));
    }

    [TestCase("Routes:chat:Timeouts:Total", "00:00:30")]
    [TestCase("Redaction:Entities:EMAIL_ADDRESS", "Block")]
    [TestCase("Redaction:Tenants:acme:Entities:CREDIT_CARD", "Replace")]
    [TestCase("Redaction:Thresholds:PL_PESEL", "0.3")]
    [TestCase("Redaction:Thresholds:CREDIT_CARD", "0")]
    [TestCase("Redaction:Thresholds:IP_ADDRESS", "0.9")]
    [TestCase("Budgets:month:Amount", "20")]
    [TestCase("Budgets:other:Amount", "2000")]
    [TestCase("RateLimits:user:Requests", "10")]
    [TestCase("Routes:chat:Targets:main:Model", "SMALL-2-mini")]
    public async Task Configuration_Tighter_IsAccepted(string key, string value)
    {
        await using var gateway = new TestGateway(Json((key, value)), Baseline);
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.Not.Empty);
    }

    [Test]
    public void UseBaseline_ContradictingBaselines_AreReported() =>
        Assert.That(TestGateway.Failures(Json(), builder => WithBaseline(builder).UseBaseline(baseline => baseline.Budgets["month"] = new BudgetOptions { PartitionBy = "Tenant", Amount = 20, Period = CalendarPeriod.Day })),
            Has.One.Contains("Budgets:month:Period = 'Month' differs from the baseline's: 'Day'."));

    [Test]
    public void UseBaseline_EntityThatNothingFinds_IsReported() =>
        Assert.That(TestGateway.Failures(Json(), builder => builder.UseBaseline(baseline => baseline.RedactedEntities["SHOE_SIZE"] = RedactionAction.Mask)), Has.One.Contains("SHOE_SIZE"));

    [Test]
    public void UseBaseline_ValuesOutOfRange_Throw()
    {
        var builder = new ServiceCollection().AddAiGateway();
        Assert.That(() => builder.UseBaseline(baseline => baseline.Timeouts.Idle = TimeSpan.Zero), Throws.ArgumentException.With.Message.Contains("Timeouts:Idle"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.RedactedEntities["SECRET"] = RedactionAction.Allow), Throws.ArgumentException.With.Message.Contains("RedactedEntities"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.Budgets["x"] = new BudgetOptions()), Throws.ArgumentException.With.Message.Contains("GatewayBaseline.Budgets:x:Amount"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.AllowedModels = [" "]), Throws.ArgumentException.With.Message.Contains("AllowedModels"));
    }

    private static void Baseline(IAiGatewayBuilder builder) => WithBaseline(builder);

    private static IAiGatewayBuilder WithBaseline(IAiGatewayBuilder builder) => builder.AddProvider("Other", (_, _) => new FakeChatClient()).UseBaseline(baseline =>
    {
        baseline.AllowedProviderTypes = ["Simulated"];
        baseline.AllowedEndpoints = ["https://api.vendor.example"];
        baseline.AllowedRegions = ["eu"];
        baseline.AllowedModels = ["small-*", "tiny"];
        baseline.RedactedEntities["EMAIL_ADDRESS"] = RedactionAction.Pseudonymize;
        baseline.RedactedEntities["CREDIT_CARD"] = RedactionAction.Mask;
        baseline.RedactedEntities["PL_PESEL"] = RedactionAction.Mask;
        baseline.BlockUnreadableContent = true;
        baseline.ForbidContentLogging = true;
        baseline.Timeouts.Total = TimeSpan.FromMinutes(1);
        baseline.Timeouts.FirstToken = TimeSpan.FromSeconds(20);
        baseline.Budgets["month"] = new BudgetOptions { PartitionBy = "Tenant", Amount = 50 };
        baseline.RateLimits["user"] = new RateLimitOptions { PartitionBy = "User", Requests = 60 };
    });

    private static string Json(params (string Key, string Value)[] changes)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Providers:a:Type"] = "Simulated",
            ["Providers:a:Endpoint"] = "https://api.vendor.example",
            ["Providers:a:Region"] = "eu",
            ["Routes:chat:Targets:main:Provider"] = "a",
            ["Routes:chat:Targets:main:Model"] = "small-1",
        };
        foreach (var (key, value) in changes)
        {
            AddRest(values, key);
            values[key] = value;
        }

        return $"{{ {string.Join(", ", values.Select(value => $"\"{Section}:{value.Key}\": \"{value.Value}\""))} }}";
    }

    // What a budget or a limit of the baseline's name must repeat, so that a case fails for its own reason only.
    private static void AddRest(Dictionary<string, string> values, string key)
    {
        if (key.StartsWith("Budgets:", StringComparison.Ordinal))
        {
            values["Budgets:month:PartitionBy"] = "Tenant";
            values["Budgets:month:Amount"] = "50";
        }
        else if (key.StartsWith("RateLimits:", StringComparison.Ordinal))
        {
            values["RateLimits:user:PartitionBy"] = "User";
            values["RateLimits:user:Requests"] = "60";
        }
    }

    private sealed class LooseOptions : IOptionsFactory<AiGatewayOptions>
    {
        public AiGatewayOptions Create(string name)
        {
            var options = new AiGatewayOptions();
            options.Routes["chat"] = new RouteOptions { Targets = { ["main"] = new TargetOptions { Provider = "a", Model = "big-9" } } };
            return options;
        }
    }
}
