using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class OllamaOptionsTests
{
    private readonly OllamaProvider _provider = new();
    private readonly ProviderContext _context = ProviderHost.Context(new OllamaProviderOptions());

    [Test]
    public void Validate_HostedWithoutKeyAndBadLength_NamesBoth() =>
        Assert.That(Failures($"\"Endpoint\": \"https://ollama.com\", \"ApiKeyEnvironmentVariable\": \"{ProviderHost.NoVariable}\", \"ContextLength\": 0"), Is.EquivalentTo(new[]
        {
            $"AiGateway:Providers:p:ApiKey is missing, and the environment variable '{ProviderHost.NoVariable}' is not set. Set either one, " +
                "or name another variable in AiGateway:Providers:p:ApiKeyEnvironmentVariable, or register a credential with AddCredential(\"p\", ...).",
            "AiGateway:Providers:p:ContextLength = '0' is out of range: at least 1.",
        }));

    [Test]
    public void Validate_LocalWithNothingSet_IsFine() => Assert.That(Failures("\"Region\": \"here\""), Is.Empty);

    [Test]
    public void GetCapabilities_ContextLength_IsTheWindow()
    {
        Assert.That(_provider.GetCapabilities(_context, "m"), Is.EqualTo(new ProviderCapabilities()));
        Assert.That(_provider.GetCapabilities(ProviderHost.Context(new OllamaProviderOptions { ContextLength = 8192 }), "m"), Is.EqualTo(new ProviderCapabilities { ContextWindow = 8192 }));
    }

    [Test]
    public void GetDefaultEndpoint_IsTheLocalServer() => Assert.That(_provider.GetDefaultEndpoint(_context), Is.EqualTo(new Uri("http://localhost:11434")));

    [Test]
    public void GetDroppedOptions_WhatTheSdkLeavesOut_IsNamed() =>
        Assert.That(_provider.GetDroppedOptions(_context, "m", new ChatOptions
        {
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
            ConversationId = "c",
            Reasoning = new() { Output = ReasoningOutput.Full },
            Tools = [new HostedWebSearchTool()],
        }), Is.EqualTo(new[] { "ToolMode", "AllowMultipleToolCalls", "ConversationId", "Reasoning.Output", "Tools.HostedWebSearchTool" }));

    // The SDK's mapping may change with its version: what is not named as dropped must be on the wire.
    [Test]
    public async Task Call_OptionsNotNamedAsDropped_AreOnTheWire([Values] bool streamed)
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.5f,
            TopK = 4,
            Seed = 5,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.5f,
            StopSequences = ["x"],
            MaxOutputTokens = 6,
            ResponseFormat = ChatResponseFormat.Json,
            Reasoning = new() { Effort = ReasoningEffort.Low },
            Tools = [AIFunctionFactory.Create(() => 1, "f")],
        };
        Assert.That(_provider.GetDroppedOptions(_context, "m", options), Is.Empty);
        await using var host = new ProviderHost(builder => builder.AddOllama(), "\"Type\": \"Ollama\"", OllamaWire.Answer(streamed));
        await host.AskAsync(streamed, options);
        var sent = host.Sent.Json;
        Assert.That(sent["options"]!.AsObject().Select(property => property.Key), Is.EquivalentTo(new[]
        {
            "temperature", "top_p", "top_k", "seed", "frequency_penalty", "presence_penalty", "stop", "num_predict",
        }));
        Assert.That(((string?)sent["format"], (string?)sent["think"], sent["tools"]!.AsArray().Count), Is.EqualTo(("json", "low", 1)));
    }

    private static IReadOnlyList<string> Failures(string provider) => ProviderHost.Failures(builder => builder.AddOllama(), "\"Type\": \"Ollama\", " + provider);
}
