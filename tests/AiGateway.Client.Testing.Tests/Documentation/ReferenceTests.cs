using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Budgets;
using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Configuration;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Testing.Tests.Documentation;

/// <summary>What the code has must be in the reference pages.</summary>
public sealed class ReferenceTests
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Test]
    public void TelemetryPage_ListsEveryNameOfASignal() =>
        AssertListed("docs/telemetry.md", typeof(GatewayTelemetry).GetFields().Select(field => (string)field.GetValue(null)!));

    [Test]
    public void TelemetryPage_ListsEveryValueOfATag() =>
        AssertListed("docs/telemetry.md", Enum.GetNames<GatewayOutcome>().Concat(Enum.GetNames<FailureKind>()).Concat(Enum.GetNames<UsageStatus>())
            .Concat(Enum.GetNames<AttemptKind>()).Concat(Enum.GetNames<TargetState>()).Concat(Enum.GetNames<CallerSignals>()).Append("RequestCompleted"));

    [Test]
    public void TelemetryPage_ListsEveryLogEvent()
    {
        var page = MarkdownFiles.Read("docs/telemetry.md");
        var events = typeof(IAiGateway).Assembly.GetTypes().SelectMany(type => type.GetMethods(AnyStatic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();
        Assert.That(events, Is.Not.Empty);
        Assert.That(events.Select(log => $"| {log.EventId} | `{log.EventName}` | {log.Level} |").Where(row => !page.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(typeof(AiGatewayOptions))]
    [TestCase(typeof(ProviderOptions))]
    [TestCase(typeof(RouteOptions))]
    [TestCase(typeof(TargetOptions))]
    [TestCase(typeof(MeteringOptions))]
    [TestCase(typeof(PriceOptions))]
    [TestCase(typeof(PriceTierOptions))]
    [TestCase(typeof(ServiceTierOptions))]
    [TestCase(typeof(RateLimitOptions))]
    [TestCase(typeof(BudgetOptions))]
    [TestCase(typeof(TelemetryOptions))]
    public void ConfigurationPage_ListsEveryOption(Type options) =>
        Assert.That(Options(options).Where(name => !Regex.IsMatch(MarkdownFiles.Read("docs/configuration.md"), $@"\b{name}\b")), Is.Empty);

    [Test]
    public void RedactionPage_ListsEveryOptionActionAndPolicy() =>
        AssertListed("docs/redaction.md", Options(typeof(RedactionOptions)).Concat(Enum.GetNames<RedactionAction>()).Concat(Enum.GetNames<ToolPolicy>()));

    [Test]
    public void CachingPage_ListsEveryOptionControlStatusAndReason() =>
        AssertListed("docs/caching.md", Options(typeof(CachingOptions)).Concat(Options(typeof(CacheControl))).Concat(Enum.GetNames<CacheStatus>())
            .Concat(Enum.GetNames<CacheBypass>().Except(["None"])));

    [Test]
    public void SemanticCachingPage_ListsEveryOption() => AssertListed("docs/semantic-caching.md", Options(typeof(SemanticCacheOptions)));
    public void AuditPage_ListsEveryOptionFieldAndFinding()
    {
        AssertListed("docs/audit.md", Options(typeof(AuditOptions)).Except([nameof(AuditOptions.File)]).Concat(Options(typeof(AuditFileOptions)).Select(name => $"File:{name}"))
            .Concat(Enum.GetNames<AuditQueueMode>()).Concat(Enum.GetNames<AuditFindingKind>()));
    }

    [Test]
    public void TestingPage_ListsEveryOptionAndKindOfFault() =>
        AssertListed("docs/testing.md", Options(typeof(SimulatedProviderOptions)).Except(Options(typeof(ProviderOptions)))
            .Concat(Options(typeof(SimulatedFaultOptions))).Concat(Options(typeof(SimulatedToolCallOptions))).Concat(Enum.GetNames<SimulatedFaultKind>()));

    [Test]
    public void TestingPage_ListsEveryAssertion() =>
        Assert.That(typeof(GatewayResultAssertions).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name)
            .Where(name => !MarkdownFiles.Read("docs/testing.md").Contains($"`{name}(", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void ContextPage_ListsEveryPropertyOfAResult() =>
        AssertListed("docs/context.md", typeof(GatewayResult).GetProperties().Select(property => property.Name));

    [Test]
    public void ThirdPartyNotices_ListEveryPackage()
    {
        var versions = XDocument.Load(Path.Combine(MarkdownFiles.Root, "Directory.Packages.props")).Descendants("PackageVersion");
        var notices = MarkdownFiles.Read("THIRD-PARTY-NOTICES.md");
        Assert.That(versions.Select(version => version.Attribute("Include")!.Value).Where(name => !notices.Contains($"| {name} |", StringComparison.Ordinal)), Is.Empty);
    }

    private static void AssertListed(string file, IEnumerable<string> names)
    {
        var page = MarkdownFiles.Read(file);
        Assert.That(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty, file);
    }

    private static IEnumerable<string> Options(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);
}
