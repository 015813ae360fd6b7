using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Azure;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class AzureOpenAIProviderTests
{
    private const string Resource = "\"Type\": \"AzureOpenAI\", \"Endpoint\": \"https://name.openai.example\"";
    private const string WithKey = Resource + ", \"ApiKey\": \"configured\"";

    private static readonly string WithoutKey = Resource + $", \"ApiKeyEnvironmentVariable\": \"{ProviderHost.NoVariable}\"";

    [Test]
    public async Task Call_WithKey_SendsItInAzuresHeader([Values] bool streamed)
    {
        await using var host = Host(OpenAIWire.Chat(streamed), WithKey);
        Assert.That((await host.AskAsync(streamed)).Text, Is.EqualTo("hello"));
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri("https://name.openai.example/openai/v1/chat/completions")));
        Assert.That(host.Sent.Headers["api-key"], Is.EqualTo("configured"));
        Assert.That(host.Sent.Headers, Does.Not.ContainKey("Authorization"));
        Assert.That((string?)host.Sent.Json["model"], Is.EqualTo("model"));
    }

    [TestCase("https://name.openai.example/", "https://name.openai.example/openai/v1/chat/completions")]
    [TestCase("https://name.openai.example/openai", "https://name.openai.example/openai/v1/chat/completions")]
    [TestCase("https://name.openai.example/openai/v1", "https://name.openai.example/openai/v1/chat/completions")]
    [TestCase("https://name.openai.example/openai/v1/", "https://name.openai.example/openai/v1/chat/completions")]
    [TestCase("https://name.ai.example/api/projects/p", "https://name.ai.example/api/projects/p/openai/v1/chat/completions")]
    [TestCase("http://localhost:5000", "http://localhost:5000/openai/v1/chat/completions")]
    public async Task Call_AnyFormOfTheAddress_ReachesTheV1Api(string endpoint, string address)
    {
        await using var host = Host(OpenAIWire.Chat(false), $"\"Type\": \"AzureOpenAI\", \"ApiKey\": \"k\", \"Endpoint\": \"{endpoint}\"");
        await host.AskAsync(false);
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri(address)));
    }

    [Test]
    public async Task Call_VersionAndQuery_AreInTheAddress([Values] bool streamed)
    {
        await using var host = Host(OpenAIWire.Chat(streamed), WithKey + ", \"ApiVersion\": \"preview\", \"Query\": { \"a b\": \"c&d\" }");
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Address.Query, Is.EqualTo("?a%20b=c%26d&api-version=preview"));
    }

    [Test]
    public async Task Call_Responses_ReachesTheV1ApiStatelessly()
    {
        await using var host = Host(new StubHttp("""
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","error":null,"incomplete_details":null,
             "output":[{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"hello","annotations":[]}]}]}
            """), WithKey + ", \"Api\": \"Responses\"");
        var response = await host.AskAsync(false);
        Assert.That((response.Text, response.FinishReason, response.ConversationId), Is.EqualTo(("hello", (ChatFinishReason?)ChatFinishReason.Stop, (string?)null)));
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri("https://name.openai.example/openai/v1/responses")));
        Assert.That((bool?)host.Sent.Json["store"], Is.False);
    }

    [Test]
    public async Task Call_SeveralKeys_AreKeysAndNotEntraId([Values] bool streamed)
    {
        await using var host = Host(OpenAIWire.Chat(streamed), "\"Type\": \"AzureOpenAI\", \"Endpoint\": \"http://localhost:9\", \"ApiKeys\": { \"a\": \"one\", \"b\": \"two\" }");
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Headers["api-key"], Is.AnyOf("one", "two"));
    }

    [Test]
    public async Task Call_CredentialInCode_SendsItsTokenAndAsksForItOnce([Values] bool streamed)
    {
        var credential = new StubTokenCredential("from code");
        await using var host = Host(OpenAIWire.Chat(streamed), WithKey, builder => builder.Configure(options => Azure(options).TokenCredential = credential));
        await host.AskAsync(streamed);
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Headers["Authorization"], Is.EqualTo("Bearer from code"));
        Assert.That(host.Sent.Headers, Does.Not.ContainKey("api-key"));
        Assert.That(credential.Scopes, Is.EqualTo(new[] { "https://cognitiveservices.azure.com/.default" }));
    }

    [Test]
    public async Task Call_CredentialAsAService_IsUsedWhereNoKeyIs([Values] bool keyed)
    {
        await using var host = Host(OpenAIWire.Chat(false), WithoutKey + ", \"Scope\": \"https://ai.example/.default\"", builder =>
        {
            builder.Services.AddSingleton<TokenCredential>(new StubTokenCredential("unnamed"));
            if (keyed)
            {
                builder.Services.AddKeyedSingleton<TokenCredential>("p", new StubTokenCredential("named"));
            }

            return builder;
        });
        await host.AskAsync(false);
        Assert.That(host.Sent.Headers["Authorization"], Is.EqualTo(keyed ? "Bearer named" : "Bearer unnamed"));
    }

    [Test]
    public async Task Call_CredentialAsAServiceAndAKey_SendsTheKeyUnlessEntraIdIsAskedFor([Values] bool entra)
    {
        await using var host = Host(OpenAIWire.Chat(false), WithKey + (entra ? ", \"Authentication\": \"EntraId\"" : ""), builder =>
        {
            builder.Services.AddSingleton<TokenCredential>(new StubTokenCredential("token"));
            return builder;
        });
        await host.AskAsync(false);
        Assert.That(host.Sent.Headers.ContainsKey("api-key"), Is.EqualTo(!entra));
        Assert.That(host.Sent.Headers.ContainsKey("Authorization"), Is.EqualTo(entra));
    }

    [Test]
    public async Task Call_EntraId_NeverAsksTheKeyCallback()
    {
        var calls = 0;
        await using var host = Host(OpenAIWire.Chat(false), WithoutKey, builder => builder
            .AddCredential("p", (_, _) => ValueTask.FromResult<string?>($"{++calls}"))
            .Configure(options => Azure(options).TokenCredential = new StubTokenCredential("token")));
        await host.AskAsync(false);
        Assert.That((calls, host.Sent.Headers["Authorization"]), Is.EqualTo((0, "Bearer token")));
    }

    private static IEnumerable<TestCaseData> TokenFailures()
    {
        yield return new(new CredentialUnavailableException("x"), FailureKind.Authentication);
        yield return new(new AuthenticationFailedException("x"), FailureKind.Authentication);
        yield return new(new AuthenticationFailedException("x", new RequestFailedException(401, "x")), FailureKind.Authentication);
        yield return new(new AuthenticationFailedException("x", new RequestFailedException(503, "x")), FailureKind.Transport);
        yield return new(new AuthenticationFailedException("x", new HttpRequestException()), FailureKind.Transport);
    }

    [TestCaseSource(nameof(TokenFailures))]
    public async Task Call_NoToken_IsClassifiedAndNothingIsSent(Exception failure, FailureKind kind)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = Host(OpenAIWire.Chat(streamed), WithKey, builder => builder.Configure(options => Azure(options).TokenCredential = new StubTokenCredential("", failure)));
            Assert.That((await host.FailAsync(streamed)).Failure, Is.EqualTo(new ProviderFailure(kind) { ErrorCode = "token_unavailable" }));
            Assert.That(host.Http.Requests, Is.Empty);
        }
    }

    [Test]
    public void CreateClient_Metadata_NamesAzure()
    {
        using var http = new HttpClient(OpenAIWire.Chat(false));
        using var client = new AzureOpenAIProvider().CreateClient(
            ProviderHost.Context(new AzureOpenAIProviderOptions { Endpoint = new("https://name.openai.example"), ApiKey = "k", HttpClient = http }), "deployment");
        var metadata = client.GetService<ChatClientMetadata>()!;
        Assert.That((metadata.ProviderName, metadata.DefaultModelId), Is.EqualTo(("azure.ai.openai", "deployment")));
    }

    private static AzureOpenAIProviderOptions Azure(Configuration.AiGatewayOptions options) => (AzureOpenAIProviderOptions)options.Providers["p"];

    private static ProviderHost Host(StubHttp http, string provider, Func<IAiGatewayBuilder, IAiGatewayBuilder>? more = null) =>
        new(builder => (more ?? (same => same))(builder.AddAzureOpenAI()), provider, http);
}
