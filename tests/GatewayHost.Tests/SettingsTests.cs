using System.Net;
using System.Net.Sockets;
using AiGateway.Client;
using AiGateway.Client.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayHost.Tests;

/// <summary>Where the host's settings come from.</summary>
public sealed class SettingsTests
{
    private const string Other = """
        { "Providers": { "sim": { "Type": "Simulated" } }, "Routes": { "other": { "Targets": { "main": { "Provider": "sim", "Model": "m" } } } } }
        """;

    [Test]
    public async Task DefaultSettings_NeedNoKeyAndServeTwoRoutes()
    {
        await using var app = Build("--contentRoot", SampleFolder());
        Assert.That(Gateway(app).Routes, Is.EqualTo(new[] { "chat", "resilient" }));
        Assert.That(Gateway(app).Health.Select(target => target.Provider), Is.EquivalentTo(new[] { "first", "second", "flaky", "second" }));
    }

    [Test]
    public async Task Address_IsTheLoopbackUnlessSomethingElseIsSaid()
    {
        await using var app = Build("--contentRoot", SampleFolder());
        Assert.That(app.Configuration["Urls"], Is.EqualTo("http://127.0.0.1:5080"));
        await using var other = Build("--contentRoot", SampleFolder(), "--urls", "http://127.0.0.1:0");
        Assert.That(other.Configuration["Urls"], Is.EqualTo("http://127.0.0.1:0"));
    }

    [TestCase("--config={0}")]
    [TestCase("--config", "{0}")]
    public async Task Config_NamesAFile_ThatReplacesTheDefaultSettings(params string[] argument)
    {
        var file = await TestHost.WriteSettingsAsync(Other);
        await using var app = Build(["--contentRoot", SampleFolder(), .. argument.Select(part => part.Replace("{0}", file, StringComparison.Ordinal))]);
        Assert.That(Gateway(app).Routes, Is.EqualTo(new[] { "other" }));
        TestHost.DeleteSettings(file);
    }

    [Test]
    public async Task Environment_IsOverTheFile_AndTheCommandLineOverBoth()
    {
        const string Variable = "AiGateway__Routes__other__Targets__main__Model";
        var file = await TestHost.WriteSettingsAsync(Other);
        Environment.SetEnvironmentVariable(Variable, "from-environment");
        try
        {
            await using var app = Build("--config", file);
            Assert.That(Gateway(app).Health.Single().Model, Is.EqualTo("from-environment"));
            await using var other = Build("--config", file, "--AiGateway:Routes:other:Targets:main:Model", "from-command-line");
            Assert.That(Gateway(other).Health.Single().Model, Is.EqualTo("from-command-line"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            TestHost.DeleteSettings(file);
        }
    }

    [TestCase("OpenAI")]
    [TestCase("OpenAICompatible")]
    [TestCase("AzureOpenAI")]
    [TestCase("Anthropic")]
    [TestCase("Ollama")]
    [TestCase("Simulated")]
    public async Task ProviderType_OfEveryPackage_IsRegistered(string type)
    {
        var file = await TestHost.WriteSettingsAsync(Other.Replace(
            "\"Type\": \"Simulated\"", $"\"Type\": \"{type}\", \"Endpoint\": \"http://127.0.0.1:9/v1\", \"ApiKey\": \"loopback\"", StringComparison.Ordinal));
        await using var app = Build("--config", file);
        Assert.That(Gateway(app).Health, Has.Count.EqualTo(1));
        TestHost.DeleteSettings(file);
    }

    [Test]
    public async Task Settings_WithMistakes_EndTheHostAndAreToldOneToALine()
    {
        var file = await TestHost.WriteSettingsAsync(Other.Replace("\"Model\"", "\"Modell\"", StringComparison.Ordinal));
        var (exitCode, errors) = await RunAsync("--config", file);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2).And.All.StartsWith("AiGateway:Routes:other:Targets:main:Model"));
        Assert.That(errors, Does.Contain("Did you mean 'Model'?").And.Not.Contain("   at "));
        TestHost.DeleteSettings(file);
    }

    [Test]
    public async Task Config_ThatIsNotJson_EndsTheHostAndIsToldWhere()
    {
        var file = await TestHost.WriteSettingsAsync("{ ");
        var (exitCode, errors) = await RunAsync("--config", file);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.Contain(file).And.Contain("LineNumber"));
        TestHost.DeleteSettings(file);
    }

    [TestCase("--config names no file.", "--config")]
    [TestCase("no-such-file.json", "--config", "no-such-file.json")]
    public async Task Config_WithoutAFile_EndsTheHost(string told, params string[] args)
    {
        var (exitCode, errors) = await RunAsync(args);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.Contain(told));
    }

    [Test]
    public async Task Address_ThatIsTaken_EndsTheHost()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (exitCode, errors) = await RunAsync("--contentRoot", SampleFolder(), "--urls", $"http://{taken.LocalEndpoint}");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("address already in use"));
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(params string[] args)
    {
        using var errors = new StringWriter();
        var exitCode = await GatewayApplication.RunAsync(["--Logging:LogLevel:Default", "None", .. args], errors);
        return (exitCode, errors.ToString());
    }

    private static WebApplication Build(params string[] args) => GatewayApplication.Build([.. args, "--Logging:LogLevel:Default", "None"]);

    private static IAiGateway Gateway(WebApplication app) => app.Services.GetRequiredService<IAiGateway>();

    private static string SampleFolder() => Path.Combine(RepositoryRoot.Path, "samples", "GatewayHost");
}
