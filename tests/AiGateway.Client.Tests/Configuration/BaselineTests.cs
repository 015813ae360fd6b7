using AiGateway.Client.Configuration;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Configuration;

public sealed class BaselineTests
{
    private const string Allowed = "https://api.vendor.example";

    [Test]
    public async Task UseBaseline_EverythingAllowed_Serves([Values] bool streamed)
    {
        await using var gateway = new TestGateway(
            Config("\"Type\": \"simulated\", \"Endpoint\": \"https://API.vendor.example/v1\", \"Region\": \"EU\", \"Answer\": \"Hello\""),
            builder => builder.UseBaseline(baseline =>
            {
                baseline.AllowedProviderTypes = ["Simulated"];
                baseline.AllowedEndpoints = [Allowed];
                baseline.AllowedRegions = ["eu"];
            }));
        var response = streamed ? await gateway.Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : await gateway.Client.GetResponseAsync("Hi");
        Assert.That(response.Text, Is.EqualTo("Hello"));
    }

    [Test]
    public async Task UseBaseline_SaysNothing_AllowsEverything()
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets, builder => builder.UseBaseline(_ => { }));
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
    }

    [Test]
    public void UseBaseline_Violations_AreAllReportedAtOnce() =>
        Assert.That(Failures(
            """
            "a": { "Type": "Simulated", "Endpoint": "https://user:pass@elsewhere.example/v1?code=1", "Region": "us" },
            "b": { "Type": "Simulated", "Endpoint": "https://api.vendor.example" }
            """,
            baseline =>
            {
                baseline.AllowedProviderTypes = ["OpenAI", "Anthropic"];
                baseline.AllowedEndpoints = [Allowed, "https://*.corp.example:8443"];
                baseline.AllowedRegions = ["eu", "ch"];
            }), Is.EqualTo(new[]
        {
            "AiGateway:Providers:a:Type = 'Simulated' is not allowed by the baseline. Allowed provider types: OpenAI, Anthropic.",
            "AiGateway:Providers:a:Endpoint = 'https://elsewhere.example/v1' is not allowed by the baseline. Allowed endpoints: https://api.vendor.example, https://*.corp.example:8443.",
            "AiGateway:Providers:a:Region = 'us' is not allowed by the baseline. Allowed regions: eu, ch.",
            "AiGateway:Providers:b:Type = 'Simulated' is not allowed by the baseline. Allowed provider types: OpenAI, Anthropic.",
            "AiGateway:Providers:b:Region is missing. The baseline asks where every provider processes data. Allowed regions: eu, ch.",
        }));

    [Test]
    public void UseBaseline_OtherErrors_AreReportedBesideViolations() =>
        Assert.That(Failures("\"a\": { \"Type\": \"Simulated\", \"Region\": \"us\", \"ChunkSize\": \"0\" }", baseline => baseline.AllowedRegions = ["eu"]),
            Has.Count.EqualTo(2).And.One.Contains("ChunkSize").And.One.Contains("Region = 'us'"));

    [Test]
    public void UseBaseline_EmptyLists_AllowNothing() =>
        Assert.That(Failures("\"a\": { \"Type\": \"Simulated\", \"Endpoint\": \"https://api.vendor.example\", \"Region\": \"eu\" }", baseline =>
        {
            baseline.AllowedProviderTypes = [];
            baseline.AllowedEndpoints = [];
            baseline.AllowedRegions = [];
        }), Has.Count.EqualTo(3).And.All.EndsWith(": none."));

    [Test]
    public async Task Reload_AgainstTheBaseline_IsRefusedAndTheOldConfigurationStays()
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets, builder => builder.UseBaseline(baseline => baseline.AllowedProviderTypes = ["Simulated"]).AddProvider<DefaultingProvider>());
        var version = gateway.Gateway.ConfigurationVersion;
        gateway.Reload(Config("\"Type\": \"Defaulting\""));
        Assert.That((await gateway.Client.GetResponseAsync("Hi")).Text, Is.EqualTo("Hello from the first."));
        Assert.That(gateway.Gateway.ConfigurationVersion, Is.EqualTo(version));
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Name == "ConfigurationRefused").Text,
            Does.Contain("AiGateway:Providers:a:Type = 'Defaulting' is not allowed by the baseline. Allowed provider types: Simulated."));
    }

    [TestCase("https://default.example", true)]
    [TestCase("https://*.example", true)]
    [TestCase("https://other.example", false)]
    public void UseBaseline_NoEndpoint_IsJudgedByTheAdaptersDefault(string allowed, bool accepted) =>
        Assert.That(Failures("\"a\": { \"Type\": \"Defaulting\" }", baseline => baseline.AllowedEndpoints = [allowed]), accepted ? Is.Empty : Is.EqualTo(new[]
        {
            "AiGateway:Providers:a:Endpoint is not set, and 'https://default.example/v1', which provider type 'Defaulting' would use, is not allowed by the baseline. " +
                "Allowed endpoints: https://other.example.",
        }));

    [Test]
    public void UseBaseline_NoEndpointAndNoDefault_IsNotAllowed() =>
        Assert.That(Failures("\"a\": { \"Type\": \"Simulated\" }", baseline => baseline.AllowedEndpoints = [Allowed]), Is.EqualTo(new[]
        {
            "AiGateway:Providers:a:Endpoint is missing. The baseline judges providers by their endpoint, and type 'Simulated' has none of its own here. Allowed endpoints: https://api.vendor.example.",
        }));

    [Test]
    public void UseBaseline_SeveralTimes_AllowsWhatAllAllow() =>
        Assert.That(TestGateway.Failures(Config("\"Type\": \"Simulated\", \"Endpoint\": \"https://a.corp.example\", \"Region\": \"us\""), builder => builder
            .UseBaseline(baseline =>
            {
                baseline.AllowedProviderTypes = ["OpenAI", "Ollama", "Simulated"];
                baseline.AllowedEndpoints = ["https://*.corp.example", "https://api.vendor.example"];
                baseline.AllowedRegions = ["eu", "us"];
            })
            .UseBaseline(baseline =>
            {
                baseline.AllowedProviderTypes = ["OLLAMA", "Anthropic", "OpenAI"];
                baseline.AllowedEndpoints = ["https://b.corp.example", "https://*.eu.corp.example", "https://*.vendor.example", "https://third.example"];
            })
            .UseBaseline(baseline => baseline.AllowedRegions = ["eu"])), Is.EqualTo(new[]
        {
            "AiGateway:Providers:a:Type = 'Simulated' is not allowed by the baseline. Allowed provider types: OpenAI, Ollama.",
            "AiGateway:Providers:a:Endpoint = 'https://a.corp.example/' is not allowed by the baseline. " +
                "Allowed endpoints: https://api.vendor.example, https://b.corp.example, https://*.eu.corp.example.",
            "AiGateway:Providers:a:Region = 'us' is not allowed by the baseline. Allowed regions: eu.",
        }));

    [Test]
    public void UseBaseline_ApplicationAllowsMore_LoosensNothing() =>
        Assert.That(TestGateway.Failures(Config("\"Type\": \"Simulated\", \"Region\": \"us\""), builder => builder
            .UseBaseline(baseline => baseline.AllowedRegions = ["eu"])
            .UseBaseline(baseline => baseline.AllowedRegions = ["eu", "us"])
            .UseBaseline(_ => { })), Has.Count.EqualTo(1).And.One.EndsWith("Allowed regions: eu."));

    [Test]
    public void UseBaseline_ProvidersConfiguredInCode_AreHeldToIt()
    {
        const string message = "AiGateway:Providers:a:Endpoint = 'https://elsewhere.example/' is not allowed by the baseline. Allowed endpoints: https://api.vendor.example.";
        Assert.That(TestGateway.Failures(Config("\"Type\": \"Simulated\", \"Endpoint\": \"https://api.vendor.example\""), builder =>
        {
            builder.UseBaseline(baseline => baseline.AllowedEndpoints = [Allowed]);
            builder.Services.PostConfigure<AiGatewayOptions>(options => options.Providers["a"].Endpoint = new Uri("https://elsewhere.example"));
        }), Is.EqualTo(new[] { message }));
        Assert.That(TestGateway.Failures(Config("\"Type\": \"Simulated\""), builder => builder
            .UseBaseline(baseline => baseline.AllowedEndpoints = [Allowed])
            .Configure(options => options.Providers["a"].Endpoint = new Uri("elsewhere", UriKind.Relative))), Has.One.Contains("'a relative address' is not allowed"));
    }

    [Test]
    public void UseBaseline_ListChangedLater_StaysAsItWas()
    {
        List<string> regions = ["eu"];
        GatewayBaseline? kept = null;
        Assert.That(TestGateway.Failures(Config("\"Type\": \"Simulated\", \"Region\": \"us\""), builder =>
        {
            builder.UseBaseline(baseline =>
            {
                baseline.AllowedRegions = regions;
                kept = baseline;
            });
            regions.Add("us");
            kept!.AllowedRegions = null;
        }), Has.One.EndsWith("Allowed regions: eu."));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("api.vendor.example")]
    [TestCase("https://api.vendor.example/v1")]
    [TestCase("https://api.vendor.example?x=y")]
    [TestCase("https://user@api.vendor.example")]
    [TestCase("ftp://api.vendor.example")]
    [TestCase("https://*")]
    [TestCase("https://*.")]
    [TestCase("https://api*.vendor.example")]
    [TestCase("https://api.*.example")]
    [TestCase("https://*.*.example")]
    [TestCase("https://*.127.0.0.1")]
    [TestCase("*")]
    public void UseBaseline_EndpointThatIsNoOrigin_Throws(string endpoint)
    {
        var builder = new ServiceCollection().AddAiGateway();
        Assert.That(() => builder.UseBaseline(baseline => baseline.AllowedEndpoints = [endpoint]),
            Throws.ArgumentException.With.Message.Contains("AllowedEndpoints").And.Message.Contains($"'{endpoint}'"));
    }

    [Test]
    public void UseBaseline_EmptyName_Throws()
    {
        var builder = new ServiceCollection().AddAiGateway();
        Assert.That(() => builder.UseBaseline(baseline => baseline.AllowedProviderTypes = [" "]), Throws.ArgumentException.With.Message.Contains("AllowedProviderTypes"));
        Assert.That(() => builder.UseBaseline(baseline => baseline.AllowedRegions = [""]), Throws.ArgumentException.With.Message.Contains("AllowedRegions"));
    }

    private static string Config(string provider) => ConfigOf($"\"a\": {{ {provider} }}");

    private static string ConfigOf(string providers) => $$"""
        { "AiGateway": { "Providers": { {{providers}} }, "Routes": { "chat": { "Targets": { "main": { "Provider": "a", "Model": "m" } } } } } }
        """;

    private static IReadOnlyList<string> Failures(string providers, Action<GatewayBaseline> configure)
    {
        using var services = new TestGateway(ConfigOf(providers), builder => builder.AddProvider<DefaultingProvider>().UseBaseline(configure)).Services;
        try
        {
            services.GetRequiredService<IAiGateway>();
            return [];
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private sealed class DefaultingProvider : IChatProvider
    {
        public string Type => "Defaulting";

        public IChatClient CreateClient(ProviderContext context, string model) => new FakeChatClient();

        public Uri? GetDefaultEndpoint(ProviderContext context) => new("https://default.example/v1");
    }
}
