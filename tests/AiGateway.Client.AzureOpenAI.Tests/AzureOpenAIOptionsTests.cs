using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class AzureOpenAIOptionsTests
{
    private const string NoKey = "\"ApiKeyEnvironmentVariable\": \"" + ProviderHost.NoVariable + "\"";

    private readonly AzureOpenAIProvider _provider = new();
    private readonly ProviderContext _context = ProviderHost.Context(new AzureOpenAIProviderOptions());

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return Error("\"ApiKey\": \"k\"", "AiGateway:Providers:p:Endpoint is missing. Set it to the address of the resource, such as https://NAME.openai.azure.com.");
        yield return Error("\"ApiKey\": \"k\", \"Endpoint\": \"http://name.example\"",
            "AiGateway:Providers:p:Endpoint = 'http://name.example/' is not an https address, over which alone keys and tokens may travel.");
        yield return Error("\"Endpoint\": \"http://localhost:5000\", " + NoKey,
            "AiGateway:Providers:p:Endpoint = 'http://localhost:5000/' is not an https address, over which alone keys and tokens may travel.");
        yield return Error("\"Endpoint\": \"https://name.example\", \"Authentication\": \"ApiKey\", " + NoKey,
            $"AiGateway:Providers:p:ApiKey is missing, and the environment variable '{ProviderHost.NoVariable}' is not set. Set either one, " +
            "or name another variable in AiGateway:Providers:p:ApiKeyEnvironmentVariable, or register a credential with AddCredential(\"p\", ...).");
        yield return Error("\"Endpoint\": \"https://name.example\", \"ApiKey\": \"k\", \"Authentication\": \"Password\"",
            "AiGateway:Providers:p:Authentication = 'Password' is not one of Automatic, ApiKey, EntraId.");
        yield return Error("\"Endpoint\": \"https://name.example\", \"ApiKey\": \"k\", \"Tenant\": \"t\"",
            "AiGateway:Providers:p:Tenant is not a known key. Did you mean 'TenantId'? Known keys: Api, ApiKey, ApiKeyEnvironmentVariable, ApiKeys, ApiVersion, Authentication, " +
            "DroppedOptions, EncryptedReasoning, Endpoint, Headers, HttpClientName, ManagedIdentityClientId, Query, Region, Scope, Store, TenantId, Type.");
    }

    [TestCaseSource(nameof(Errors))]
    public void Validate_WithErrors_NamesKeyValueAndRemedy(string provider, string expected) =>
        Assert.That(Failures(provider), Is.EqualTo(new[] { expected }));

    [TestCase("")]
    [TestCase(", \"TenantId\": \"t\"")]
    [TestCase(", \"ManagedIdentityClientId\": \"m\"")]
    [TestCase(", \"Authentication\": \"EntraId\"")]
    public void Validate_EntraId_NeedsNoKey(string more) => Assert.That(Failures("\"Endpoint\": \"https://name.example\", " + NoKey + more), Is.Empty);

    [Test]
    public void GetDefaultEndpoint_IsUnknown() => Assert.That(_provider.GetDefaultEndpoint(_context), Is.Null);

    [Test]
    public void GetCapabilities_DeploymentNames_SayNothing() => Assert.That(_provider.GetCapabilities(_context, "gpt"), Is.EqualTo(new ProviderCapabilities()));

    [Test]
    public void GetDroppedOptions_WhatTheSdkLeavesOut_IsNamed() =>
        Assert.That(_provider.GetDroppedOptions(_context, "m", new ChatOptions { TopK = 1, Seed = 1, Temperature = 1, ConversationId = "c" }), Is.EqualTo(new[] { "TopK", "ConversationId" }));

    private static TestCaseData Error(string provider, string expected) => new TestCaseData(provider, expected).SetArgDisplayNames(expected.Split(' ')[0]);

    private static IReadOnlyList<string> Failures(string provider) => ProviderHost.Failures(builder => builder.AddAzureOpenAI(), "\"Type\": \"AzureOpenAI\", " + provider);
}
