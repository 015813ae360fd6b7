using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class AnthropicProviderTests
{
    private const string Configured = "\"Type\": \"Anthropic\", \"ApiKey\": \"configured\"";

    [Test]
    public async Task Call_WithoutLimit_SendsTheDefaultOne([Values] bool streamed)
    {
        await using var host = Host(AnthropicWire.Answer(streamed));
        await host.AskAsync(streamed);
        Assert.That((int?)host.Sent.Json["max_tokens"], Is.EqualTo(16_384));
        await host.AskAsync(streamed, new ChatOptions { MaxOutputTokens = 7 });
        Assert.That((int?)host.Sent.Json["max_tokens"], Is.EqualTo(7));
    }

    [Test]
    public async Task Call_ConfiguredLimit_IsSent()
    {
        await using var host = Host(AnthropicWire.Answer(false), Configured + ", \"DefaultMaxTokens\": 99");
        await host.AskAsync(false);
        Assert.That((int?)host.Sent.Json["max_tokens"], Is.EqualTo(99));
    }

    [Test]
    public async Task Call_Plain_SendsKeyAndVersionToThePublicEndpoint()
    {
        await using var host = Host(AnthropicWire.Answer(false));
        await host.AskAsync(false);
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri("https://api.anthropic.com/v1/messages")));
        Assert.That(host.Sent.Headers["x-api-key"], Is.EqualTo("configured"));
        Assert.That(host.Sent.Headers, Does.ContainKey("anthropic-version").And.Not.ContainKey("Authorization").And.Not.ContainKey("anthropic-beta"));
    }

    [TestCase("https://proxy.example/claude", "https://proxy.example/claude/v1/messages")]
    [TestCase("https://proxy.example/claude/v1/", "https://proxy.example/claude/v1/messages")]
    public async Task Call_ConfiguredEndpoint_IsUsedWithOrWithoutItsVersion(string endpoint, string address)
    {
        await using var host = Host(AnthropicWire.Answer(false), Configured + $", \"Endpoint\": \"{endpoint}\"");
        await host.AskAsync(false);
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri(address)));
    }

    [Test]
    public async Task Call_VersionAndBeta_ReplaceAndAddHeaders()
    {
        await using var host = Host(AnthropicWire.Answer(false), Configured + ", \"ApiVersion\": \"2023-06-01\", \"Beta\": \"one,two\"");
        await host.AskAsync(false);
        Assert.That(host.Sent.Headers["anthropic-version"], Is.EqualTo("2023-06-01"));
        Assert.That(host.Sent.Headers["anthropic-beta"], Is.EqualTo("one,two"));
    }

    [Test]
    public async Task Call_KeyFromEnvironmentVariable_IsSent()
    {
        Environment.SetEnvironmentVariable("AIGATEWAY_TESTS_ANTHROPIC", "from environment");
        await using var host = Host(AnthropicWire.Answer(false), "\"Type\": \"Anthropic\", \"ApiKeyEnvironmentVariable\": \"AIGATEWAY_TESTS_ANTHROPIC\"");
        await host.AskAsync(false);
        Assert.That(host.Sent.Headers["x-api-key"], Is.EqualTo("from environment"));
    }

    [Test]
    public async Task Call_SdkVariablesInTheEnvironment_ChangeNeitherAddressNorCredential()
    {
        string[] variables = ["ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN"];
        Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable, "https://elsewhere.example"));
        try
        {
            await using var host = Host(AnthropicWire.Answer(false));
            await host.AskAsync(false);
            Assert.That(host.Sent.Address.Host, Is.EqualTo("api.anthropic.com"));
            Assert.That(host.Sent.Headers, Does.Not.ContainKey("Authorization"));
        }
        finally
        {
            Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable, null));
        }
    }

    [Test]
    public void Classify_ErrorEventSeenByTheSdkOnly_TakesItsType()
    {
        var exception = new global::Anthropic.Exceptions.AnthropicSseException("x")
        {
            Body = System.Text.Json.JsonDocument.Parse("""{"type":"error","error":{"type":"overloaded_error","message":"x"}}""").RootElement,
        };
        Assert.That(new AnthropicProvider().Classify(exception, null), Is.EqualTo(new ProviderFailure(FailureKind.Overloaded) { ErrorCode = "overloaded_error" }));
    }

    private static ProviderHost Host(StubHttp http, string provider = Configured) => new(builder => builder.AddAnthropic(), provider, http, "claude-sonnet-5-5");
}
