using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class AnthropicOptionsTests
{
    private readonly AnthropicProvider _provider = new();
    private readonly ProviderContext _context = ProviderHost.Context(new AnthropicProviderOptions());

    [Test]
    public void Validate_NothingConfigured_NamesKeyAndVariable() =>
        Assert.That(Failures($"\"ApiKeyEnvironmentVariable\": \"{ProviderHost.NoVariable}\", \"DefaultMaxTokens\": 0"), Is.EquivalentTo(new[]
        {
            $"AiGateway:Providers:p:ApiKey is missing, and the environment variable '{ProviderHost.NoVariable}' is not set. Set either one, " +
                "or name another variable in AiGateway:Providers:p:ApiKeyEnvironmentVariable, or register a credential with AddCredential(\"p\", ...).",
            "AiGateway:Providers:p:DefaultMaxTokens = '0' is out of range: at least 1.",
        }));

    [Test]
    public void Read_UnknownKeyOrThinking_NamesTheKnownOnes() =>
        Assert.That(Failures("\"ApiKey\": \"k\", \"MaxTokens\": 1, \"Thinking\": \"Deep\""), Is.EquivalentTo(new[]
        {
            "AiGateway:Providers:p:MaxTokens is not a known key. Known keys: ApiKey, ApiKeyEnvironmentVariable, ApiKeys, ApiVersion, Beta, DefaultMaxTokens, " +
                "DroppedOptions, Endpoint, Headers, HttpClientName, Region, Thinking, Type.",
            "AiGateway:Providers:p:Thinking = 'Deep' is not one of Adaptive, Extended.",
        }));

    [TestCase("claude-3-5-sonnet-20241022", 200_000, true)]
    [TestCase("claude-opus-4-20250514", 200_000, true)]
    [TestCase("claude-opus-4@20250514", 200_000, true)]
    [TestCase("claude-opus-4-1-20250805", 200_000, true)]
    [TestCase("claude-sonnet-4-0", 200_000, true)]
    [TestCase("claude-haiku-4-5", 200_000, true)]
    [TestCase("claude-sonnet-4-6", 1_000_000, false)]
    [TestCase("claude-opus-4-8", 1_000_000, false)]
    [TestCase("claude-opus-5", 1_000_000, false)]
    [TestCase("claude-haiku-5-5-20261007", 1_000_000, false)]
    [TestCase("claude", null, false)]
    [TestCase("claude-next", null, false)]
    [TestCase("house-model", null, false)]
    public void GetCapabilities_Model_DecidesWindowAndPrefill(string model, int? contextWindow, bool prefill) =>
        Assert.That(_provider.GetCapabilities(_context, model), Is.EqualTo(new ProviderCapabilities { ContextWindow = contextWindow, Prefill = prefill }));

    [Test]
    public void GetDefaultEndpoint_IsTheVendors() => Assert.That(_provider.GetDefaultEndpoint(_context), Is.EqualTo(new Uri("https://api.anthropic.com")));

    [Test]
    public void GetDroppedOptions_WhatTheSdkLeavesOut_IsNamed()
    {
        var options = new ChatOptions
        {
            Temperature = 1,
            TopP = 1,
            TopK = 1,
            Seed = 1,
            FrequencyPenalty = 1,
            PresencePenalty = 1,
            ResponseFormat = ChatResponseFormat.Json,
            ConversationId = "c",
            AllowMultipleToolCalls = false,
            Tools = [new HostedFileSearchTool(), new HostedWebSearchTool()],
        };
        Assert.That(_provider.GetDroppedOptions(_context, "claude", options), Is.EqualTo(new[]
        {
            "Temperature", "TopP", "TopK", "Seed", "FrequencyPenalty", "PresencePenalty", "ResponseFormat", "AllowMultipleToolCalls", "ConversationId",
            "Tools.HostedFileSearchTool",
        }));
    }

    [Test]
    public void GetDroppedOptions_WhatTheSdkPassesOn_IsNot()
    {
        var options = new ChatOptions
        {
            MaxOutputTokens = 1,
            StopSequences = ["x"],
            Instructions = "i",
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = true,
            Reasoning = new() { Effort = ReasoningEffort.Low, Output = ReasoningOutput.Full },
            ResponseFormat = ChatResponseFormat.ForJsonSchema<Answer>(),
            Tools = [AIFunctionFactory.Create(() => 1, "f"), new HostedCodeInterpreterTool()],
        };
        Assert.That(_provider.GetDroppedOptions(_context, "claude", options), Is.Empty);
    }

    [Test]
    public void GetDroppedOptions_SchemaThatIsNoObject_IsNamed() =>
        Assert.That(_provider.GetDroppedOptions(_context, "claude", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema<int>() }), Is.EqualTo(new[] { "ResponseFormat" }));

    [TestCase("claude-haiku-4-5", "enabled")]
    [TestCase("claude-sonnet-5-5", "adaptive")]
    public async Task Call_Reasoning_IsSentAsTheModelTakesIt(string model, string expected)
    {
        await using var host = new ProviderHost(builder => builder.AddAnthropic(), "\"Type\": \"Anthropic\", \"ApiKey\": \"k\"", AnthropicWire.Answer(false), model);
        await host.AskAsync(false, new ChatOptions { Reasoning = new() { Effort = ReasoningEffort.Low } });
        Assert.That((string?)host.Sent.Json["thinking"]!["type"], Is.EqualTo(expected));
    }

    // The SDK's mapping may change with its version: what is named as dropped must really be absent, and what is not must be there.
    [Test]
    public async Task Call_DroppedOptions_AreAbsentFromTheWire([Values] bool streamed)
    {
        await using var host = new ProviderHost(builder => builder.AddAnthropic(), "\"Type\": \"Anthropic\", \"ApiKey\": \"k\"", AnthropicWire.Answer(streamed));
        await host.AskAsync(streamed, new ChatOptions
        {
            Temperature = 1,
            TopP = 1,
            TopK = 1,
            Seed = 1,
            FrequencyPenalty = 1,
            PresencePenalty = 1,
            ResponseFormat = ChatResponseFormat.Json,
            StopSequences = ["x"],
        });
        Assert.That(host.Sent.Json.Select(property => property.Key).Except(["stream"]), Is.EquivalentTo(new[] { "max_tokens", "messages", "model", "stop_sequences" }));
    }

    private static IReadOnlyList<string> Failures(string provider) => ProviderHost.Failures(builder => builder.AddAnthropic(), "\"Type\": \"Anthropic\", " + provider);

    private sealed record Answer(string Text);
}
