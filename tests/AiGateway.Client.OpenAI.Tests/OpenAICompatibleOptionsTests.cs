using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class OpenAICompatibleOptionsTests
{
    private const string Presets = "Gemini, Mistral, Groq, DeepSeek, XAI, OpenRouter, Together, Fireworks, Perplexity, Bedrock, VLLM, LMStudio, LlamaCpp";

    private static readonly string NoVariable = $"\"ApiKeyEnvironmentVariable\": \"{ProviderHost.NoVariable}\"";

    [Test]
    public void Validate_NeitherEndpointNorPreset_NamesBoth() =>
        Assert.That(Failures("\"DroppedOptions\": \"Warn\""), Is.EqualTo(new[]
        {
            $"AiGateway:Providers:p:Endpoint is missing. Set it, or name a known one in AiGateway:Providers:p:Preset: {Presets}.",
        }));

    [Test]
    public void Read_UnknownPreset_NamesTheKnownOnes() =>
        Assert.That(Failures("\"Preset\": \"Gemni\", \"Endpoint\": \"https://example.com/v1\""), Is.EqualTo(new[]
        {
            $"AiGateway:Providers:p:Preset = 'Gemni' is not one of {Presets}.",
        }));

    [Test]
    public void Validate_BedrockWithoutRegion_SaysWhy() =>
        Assert.That(Failures("\"Preset\": \"Bedrock\", \"ApiKey\": \"k\""), Is.EqualTo(new[]
        {
            "AiGateway:Providers:p:Region is missing. Preset 'Bedrock' has an address for each region: name one, such as us-east-1, or set AiGateway:Providers:p:Endpoint.",
        }));

    [TestCase("evil.example.com/")]
    [TestCase("us east 1")]
    public void Validate_BedrockRegionThatIsNone_SaysWhy(string region) =>
        Assert.That(Failures($"\"Preset\": \"Bedrock\", \"ApiKey\": \"k\", \"Region\": \"{region}\""), Is.EqualTo(new[]
        {
            $"AiGateway:Providers:p:Region = '{region}' is not the name of a region, such as us-east-1, from which preset 'Bedrock' makes its address. " +
                "Correct it, or set AiGateway:Providers:p:Endpoint.",
        }));

    [Test]
    public void Validate_HostedPresetWithoutKey_FailsAndLocalOneDoesNot()
    {
        Assert.That(Failures("\"Preset\": \"Groq\", " + NoVariable), Has.Count.EqualTo(1).And.One.Contains("AiGateway:Providers:p:ApiKey").And.One.Contains(ProviderHost.NoVariable));
        Assert.That(Failures("\"Preset\": \"LlamaCpp\""), Is.Empty);
        Assert.That(Failures("\"Endpoint\": \"http://localhost:9/v1\""), Is.Empty);
    }

    [TestCase("Gemini", "GEMINI_API_KEY")]
    [TestCase("Mistral", "MISTRAL_API_KEY")]
    [TestCase("Groq", "GROQ_API_KEY")]
    [TestCase("DeepSeek", "DEEPSEEK_API_KEY")]
    [TestCase("XAI", "XAI_API_KEY")]
    [TestCase("OpenRouter", "OPENROUTER_API_KEY")]
    [TestCase("Together", "TOGETHER_API_KEY")]
    [TestCase("Fireworks", "FIREWORKS_API_KEY")]
    [TestCase("Perplexity", "PERPLEXITY_API_KEY")]
    [TestCase("Bedrock", "AWS_BEARER_TOKEN_BEDROCK")]
    [TestCase("VLLM", null)]
    [TestCase("LMStudio", null)]
    [TestCase("LlamaCpp", null)]
    public void Endpoints_KeyVariable_IsTheVendors(string preset, string? variable) =>
        Assert.That(OpenAICompatibleEndpoint.Of(Enum.Parse<OpenAICompatiblePreset>(preset)).ApiKeyVariable, Is.EqualTo(variable));

    [Test]
    public async Task Call_LocalServer_IsAskedWithAKeyOnlyWhenThereIsOne([Values] bool streamed)
    {
        await using var without = Host("\"Preset\": \"VLLM\"", streamed);
        await without.AskAsync(streamed);
        Assert.That(without.Sent.Headers.ContainsKey("Authorization"), Is.False);
        await using var with = Host("\"Preset\": \"VLLM\", \"ApiKey\": \"k\"", streamed);
        await with.AskAsync(streamed);
        Assert.That(with.Sent.Headers["Authorization"], Is.EqualTo("Bearer k"));
    }

    [Test]
    public async Task Call_CredentialCallback_SuppliesTheKey([Values] bool streamed, [Values("VLLM", "Groq")] string preset)
    {
        await using var host = Host($"\"Preset\": \"{preset}\", {NoVariable}", streamed,
            builder => builder.AddCredential("p", (_, _) => ValueTask.FromResult<string?>("from-callback")));
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Headers["Authorization"], Is.EqualTo("Bearer from-callback"));
    }

    [Test]
    public async Task Call_SeveralKeys_OneIsSent([Values] bool streamed, [Values("VLLM", "Groq")] string preset)
    {
        await using var host = Host($"\"Preset\": \"{preset}\", {NoVariable}, \"ApiKeys\": {{ \"a\": \"one\", \"b\": \"two\" }}", streamed);
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Headers["Authorization"], Is.AnyOf("Bearer one", "Bearer two"));
    }

    [Test]
    public async Task Call_EndpointOverThePreset_KeepsItsWords([Values] bool streamed)
    {
        await using var host = Host("\"Preset\": \"Mistral\", \"ApiKey\": \"k\", \"Endpoint\": \"https://llm.example.com/v1\", \"Query\": { \"a\": \"b\" }", streamed);
        await host.AskAsync(streamed, new ChatOptions { Seed = 5 });
        Assert.That((host.Sent.Address.AbsoluteUri, (int?)host.Sent.Json["random_seed"]), Is.EqualTo(("https://llm.example.com/v1/chat/completions?a=b", (int?)5)));
    }

    [Test]
    public async Task Call_NoPreset_IsAskedAsOpenAIIs([Values] bool streamed)
    {
        await using var host = Host("\"Endpoint\": \"https://llm.example.com/v1\"", streamed);
        await host.AskAsync(streamed, new ChatOptions { MaxOutputTokens = 6, Seed = 5, TopK = 4 });
        Assert.That(host.Sent.Json.Select(property => property.Key).Except(["model", "messages", "stream"]),
            Is.EquivalentTo(streamed ? new[] { "max_completion_tokens", "seed", "stream_options" } : ["max_completion_tokens", "seed"]));
    }

    [Test]
    public async Task Call_Overrides_ChangeWhatThePresetSays([Values] bool streamed)
    {
        await using var host = Host("\"Endpoint\": \"https://llm.example.com/v1\", \"UseMaxTokens\": true, \"RequestStreamUsage\": false", streamed);
        await host.AskAsync(streamed, new ChatOptions { MaxOutputTokens = 6 });
        Assert.That(host.Sent.Json.Select(property => property.Key).Except(["model", "messages", "stream"]), Is.EquivalentTo(new[] { "max_tokens" }));
        await using var mistral = Host("\"Preset\": \"Mistral\", \"ApiKey\": \"k\", \"UseMaxTokens\": false, \"RequestStreamUsage\": true", streamed);
        await mistral.AskAsync(streamed, new ChatOptions { MaxOutputTokens = 6 });
        Assert.That((mistral.Sent.Json.ContainsKey("max_completion_tokens"), mistral.Sent.Json.ContainsKey("stream_options")), Is.EqualTo((true, streamed)));
    }

    [Test]
    public async Task Call_ApiResponses_IsAskedThroughResponses([Values] bool streamed)
    {
        await using var host = new ProviderHost(builder => builder.AddOpenAICompatible(),
            "\"Type\": \"OpenAICompatible\", \"Preset\": \"XAI\", \"ApiKey\": \"k\", \"Api\": \"Responses\"", ResponsesWire.Completed(streamed));
        var response = await host.AskAsync(streamed);
        Assert.That((host.Sent.Address.AbsoluteUri, (bool?)host.Sent.Json["store"], response.ConversationId), Is.EqualTo(("https://api.x.ai/v1/responses", (bool?)false, (string?)null)));
    }

    [Test]
    public void GetDefaultEndpoint_NothingKnown_IsNull()
    {
        var provider = new OpenAICompatibleProvider();
        Assert.That(new[] { new OpenAICompatibleProviderOptions(), new OpenAICompatibleProviderOptions { Preset = OpenAICompatiblePreset.Bedrock } }
            .Select(options => provider.GetDefaultEndpoint(ProviderHost.Context(options))), Is.All.Null);
    }

    private static IReadOnlyList<string> Failures(string json) => ProviderHost.Failures(builder => builder.AddOpenAICompatible(), "\"Type\": \"OpenAICompatible\", " + json);

    private static ProviderHost Host(string json, bool streamed, Func<IAiGatewayBuilder, IAiGatewayBuilder>? more = null) => new(
        builder => (more ?? (same => same))(builder.AddOpenAICompatible()), "\"Type\": \"OpenAICompatible\", " + json, OpenAIWire.Chat(streamed));
}
