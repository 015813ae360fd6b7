using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>One case on the wire: a gateway of its own, configured with its rates, over the real SDK of its vendor.</summary>
internal sealed class WireCase(CostCase labelled, WireShape shape, WireServer server)
{
    // No real key: the server is on the loopback address.
    private const string Key = "loopback";

    private static readonly Dictionary<string, OpenAICompatiblePreset> Presets = new()
    {
        ["groq"] = OpenAICompatiblePreset.Groq,
        ["mistral"] = OpenAICompatiblePreset.Mistral,
        ["openrouter"] = OpenAICompatiblePreset.OpenRouter,
        ["xai"] = OpenAICompatiblePreset.XAI,
        ["deepseek"] = OpenAICompatiblePreset.DeepSeek,
        ["together"] = OpenAICompatiblePreset.Together,
        ["fireworks"] = OpenAICompatiblePreset.Fireworks,
        ["perplexity"] = OpenAICompatiblePreset.Perplexity,
        ["google"] = OpenAICompatiblePreset.Gemini,
        ["aws-bedrock"] = OpenAICompatiblePreset.Bedrock,
    };

    /// <summary>Asks, plain or streamed, and returns the cost.</summary>
    /// <returns><see langword="null"/> when the cost is not exact, or not from the rates.</returns>
    public async Task<decimal?> RunAsync(bool streamed)
    {
        server.Default = shape.Reply(labelled.Model, JsonNode.Parse(labelled.RawUsage!.Value.GetRawText())!, streamed);
        var services = new ServiceCollection();
        services.AddAiGateway(options =>
        {
            options.Providers[labelled.Provider] = CreateProvider();
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = labelled.Provider, Model = labelled.Model } } };
            options.Metering.CostSource = CostSource.Rates;
            options.Metering.MaxRate = 1_000_000;
            options.Prices["case"] = labelled.Price;
        }).AddOpenAI().AddOpenAICompatible().AddAnthropic().AddOllama();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IChatClient>();
        var response = streamed ? await client.GetStreamingResponseAsync("price this").ToChatResponseAsync() : await client.GetResponseAsync("price this");
        var result = response.GetGatewayResult();
        return result is { UsageStatus: UsageStatus.Exact, Attempts: [{ CostSource: CostSource.Rates }] } ? result.Cost : null;
    }

    private ProviderOptions CreateProvider() => shape switch
    {
        _ when shape == WireShape.Anthropic => new AnthropicProviderOptions { Type = "Anthropic", Endpoint = server.BaseAddress, ApiKey = Key },
        _ when shape == WireShape.Ollama => new OllamaProviderOptions { Type = "Ollama", Endpoint = server.BaseAddress },
        _ when Presets.TryGetValue(labelled.Provider, out var preset) => new OpenAICompatibleProviderOptions
        {
            Type = "OpenAICompatible",
            Endpoint = server.OpenAIEndpoint,
            ApiKey = Key,
            Preset = preset,
            Api = Api,
        },
        _ => new OpenAIProviderOptions { Type = "OpenAI", Endpoint = server.OpenAIEndpoint, ApiKey = Key, Api = Api },
    };

    private OpenAIApi Api => shape == WireShape.Responses ? OpenAIApi.Responses : OpenAIApi.ChatCompletions;
}
