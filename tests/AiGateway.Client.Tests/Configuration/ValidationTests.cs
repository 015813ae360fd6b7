using AiGateway.Client.Configuration;
using AiGateway.Client.Governance;
using AiGateway.Client.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Configuration;

public sealed class ValidationTests
{
    private const string Routes = "\"Routes\": { \"chat\": { \"Targets\": { \"main\": { \"Provider\": \"sim\", \"Model\": \"m\" } } } }";
    private const string Providers = "\"Providers\": { \"sim\": { \"Type\": \"Simulated\" } }";

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return Error(Providers,
            "AiGateway:Routes is empty. Add at least one route with a target, such as AiGateway:Routes:chat:Targets:main.");
        yield return Error(Providers + ", \"Routes\": { \"chat\": { \"Targets\": {} } }",
            "AiGateway:Routes:chat:Targets is empty. Add at least one target with a Provider and a Model.",
            "AiGateway:Routes:chat:Targets is empty. Add at least one target with a Provider and a Model.");
        yield return Error("\"Providers\": { \"sim\": { \"Type\": \"Simulatd\" } }, " + Routes,
            "AiGateway:Providers:sim:Type = 'Simulatd' is not a registered provider type. Did you mean 'Simulated'? Registered: Simulated. " +
            "Add the package of the provider and register it on the gateway builder, for example with AddOpenAI(), AddAnthropic() or AddOllama().",
            "AiGateway:Routes:chat:Targets:main:Provider = 'sim' is not a configured provider. Configured: none. Add it under AiGateway:Providers or correct the name.");
        yield return Error("\"Providers\": { \"sim\": { \"Answer\": \"x\" } }, " + Routes,
            "AiGateway:Providers:sim:Type is missing. Registered provider types: Simulated.",
            "AiGateway:Routes:chat:Targets:main:Provider = 'sim' is not a configured provider. Configured: none. Add it under AiGateway:Providers or correct the name.");
        yield return Error(Providers + ", \"Routes\": { \"chat\": { \"Targets\": { \"main\": { \"Provider\": \"simm\", \"Model\": \"m\" } } } }",
            "AiGateway:Routes:chat:Targets:main:Provider = 'simm' is not a configured provider. Did you mean 'sim'? Configured: sim. " +
            "Add it under AiGateway:Providers or correct the name.");
        yield return Error(Providers + ", \"Routes\": { \"chat\": { \"Targets\": { \"main\": { } } } }",
            "AiGateway:Routes:chat:Targets:main:Provider is missing. Configured providers: sim.",
            "AiGateway:Routes:chat:Targets:main:Model is missing. Name the model or deployment to ask for.");
        yield return Error(Providers + ", \"DefaultRoute\": \"chatt\", " + Routes,
            "AiGateway:DefaultRoute = 'chatt' is not a configured route. Did you mean 'chat'? Configured: chat.");
        yield return Error(Providers + ", " + Routes.Replace("\"chat\":", "\"a\": { \"Targets\": { \"t\": { \"Provider\": \"sim\", \"Model\": \"m\" } } }, \"b\":", StringComparison.Ordinal),
            "AiGateway:DefaultRoute is missing. With several routes, name the one that serves requests which name none: a, b.");
        yield return Error(Providers + ", \"Aliases\": { \"chat\": \"chat\", \"x\": \"nope\" }, " + Routes,
            "AiGateway:Aliases:chat has the name of a route. Rename one of them.",
            "AiGateway:Aliases:x = 'nope' is not a configured route. Configured: chat.");
        yield return Error(Providers + ", \"ReloadDelay\": \"00:02:00\", \"DrainTimeout\": \"-00:00:01\", \"ShutdownTimeout\": \"2.00:00:00\", " + Routes,
            "AiGateway:ReloadDelay = '00:02:00' is out of range: from 00:00:00 to 00:01:00.",
            "AiGateway:DrainTimeout = '-00:00:01' is out of range: from 00:00:00 to 1.00:00:00.",
            "AiGateway:ShutdownTimeout = '2.00:00:00' is out of range: from 00:00:00 to 1.00:00:00.");
        yield return Error(Providers + ", \"DefaultRout\": \"chat\", " + Routes,
            "AiGateway:DefaultRout is not a known key. Did you mean 'DefaultRoute'? " +
            "Known keys: Aliases, Auditing, Budgets, Caching, DefaultRoute, DrainTimeout, Governance, Metering, Prices, Providers, QuotaLeaseTime, RateLimits, Redaction, ReloadDelay, Routes, ShutdownTimeout, Telemetry.");
        yield return Error(Providers + ", " + Routes.Replace("\"Model\": \"m\"", "\"Model\": \"m\", \"Priority\": \"first\"", StringComparison.Ordinal),
            "AiGateway:Routes:chat:Targets:main:Priority = 'first' is not a whole number.");
        yield return Error("\"Providers\": { \"sim\": { \"Type\": \"Simulated\", \"Endpoint\": \"not an address\", \"Latency\": \"fast\" } }, " + Routes,
            "AiGateway:Providers:sim:Endpoint = 'not an address' is not an absolute address such as https://host/path.",
            "AiGateway:Providers:sim:Latency = 'fast' is not a duration as hh:mm:ss.");
        yield return Error("\"Providers\": \"sim\", " + Routes,
            "AiGateway:Providers holds a value where a section with one entry for each name belongs.",
            "AiGateway:Routes:chat:Targets:main:Provider = 'sim' is not a configured provider. Configured: none. Add it under AiGateway:Providers or correct the name.");
        yield return Error(Providers + ", \"DefaultRoute\": { \"x\": \"y\" }, " + Routes, "AiGateway:DefaultRoute holds a section where a value belongs.");
        yield return Error("\"Providers\": { \"sim\": { \"Type\": \"Simulated\", \"Headers\": { \"Content-Type\": \"x\", \"Bad Name\": \"y\" } } }, " + Routes,
            "AiGateway:Providers:sim:Headers:Bad Name is not a request header that can be set: its name or its value has characters that HTTP does not allow, or it describes the body.",
            "AiGateway:Providers:sim:Headers:Content-Type is not a request header that can be set: its name or its value has characters that HTTP does not allow, or it describes the body.");
        yield return Error("\"Providers\": { \"sim\": { \"Type\": \"Simulated\", \"ChunkSize\": \"0\", \"Faults\": { \"f\": { \"Kind\": \"Statuss\", \"Status\": \"200\" } } } }, " + Routes,
            "AiGateway:Providers:sim:Faults:f:Kind = 'Statuss' is not one of Status, Reset, Silence, SlowFirstToken, Cut, Stall, BadChunk, MissingFinish, ContentFilter, ContextLength.",
            "AiGateway:Providers:sim:ChunkSize = '0' is out of range: at least 1.",
            "AiGateway:Providers:sim:Faults:f:Status = '200' is out of range: from 400 to 599.");
    }

    [TestCaseSource(nameof(Errors))]
    public void Build_WithErrors_NamesEveryKeyValueAndRemedy(string body, string[] expected) =>
        Assert.That(TestGateway.Failures("{ \"AiGateway\": { " + body + " } }"), Is.EquivalentTo(expected.Distinct()));

    [Test]
    public void Build_WithASecretWhereItCannotBeRead_DoesNotRepeatIt()
    {
        var failures = TestGateway.Failures("{ \"AiGateway\": { \"Providers\": { \"sim\": { \"Type\": \"Simulated\", \"Headers\": { \"A B\": \"canary\" }, \"ApiKeyy\": \"canary\" } }, " + Routes + " } }");
        Assert.That(failures, Has.Count.EqualTo(2));
        Assert.That(failures, Has.None.Contains("canary"));
    }

    [Test]
    public void ValidateOnStart_WithErrors_FailsBeforeTheFirstRequest()
    {
        using var services = new ServiceCollection().AddAiGateway(_ => { }).AddSimulated().Services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.That(exception!.Failures, Has.One.Contains("AiGateway:Routes is empty"));
    }

    [Test]
    public async Task Build_ConfiguredInCode_NeedsNoFile()
    {
        await using var services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Providers["sim"] = new SimulatedProviderOptions { Type = "Simulated", Answer = "from code" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "sim", Model = "m" } } };
        }).AddSimulated().Services.BuildServiceProvider();
        Assert.That((await services.GetRequiredService<IAiGateway>().GetChatClient("chat").GetResponseAsync([])).Text, Is.EqualTo("from code"));
    }

    [Test]
    public void Build_OptionsOfTheWrongType_SaysWhichIsNeeded()
    {
        using var services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Providers["sim"] = new Client.Providers.ProviderOptions { Type = "Simulated" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "sim", Model = "m" } } };
        }).AddSimulated().Services.BuildServiceProvider();
        Assert.That(Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IAiGateway>())!.Message,
            Is.EqualTo("AiGateway:Providers:sim has options of type ProviderOptions, but provider type 'Simulated' needs SimulatedProviderOptions."));
    }

    [Test]
    public void Read_EveryOptionsType_IsKeptByTheReader()
    {
        // Trimming keeps only what the attributes of the reader name; the options of a policy are kept by its own line in the catalog.
        var kept = typeof(ConfigurationReader).GetMethod(nameof(ConfigurationReader.Read))!
            .GetCustomAttributesData().Select(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().FirstOrDefault());
        HashSet<Type> reached = [];
        Reach(typeof(AiGatewayOptions), reached);
        foreach (var policy in BuiltInPolicies.Types) Reach(policy.OptionsType, reached);
        reached.ExceptWith(BuiltInPolicies.Types.Select(policy => policy.OptionsType));
        Assert.That(kept.OfType<Type>(), Is.EquivalentTo(reached));
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        if (OptionShape.IsNested(type) && reached.Add(type))
        {
            foreach (var shape in OptionShape.Of(type))
            {
                Reach(shape.ElementType ?? shape.Property.PropertyType, reached);
            }
        }
    }

    private static TestCaseData Error(string body, params string[] expected) => new TestCaseData(body, expected).SetArgDisplayNames(expected[0].Split(' ')[0]);
}
