using System.ClientModel;
using AiGateway.Client.Tests.Conformance.Readings;
using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The adapters of this package: OpenAI through both of its APIs, and one of the presets.</summary>
internal static class WireAdapters
{
    public static WireAdapter OpenAIChat { get; } = new()
    {
        Name = "OpenAI chat",
        Type = "OpenAI",
        Api = WireApi.OpenAIChat,
        Path = "/v1/chat/completions",
        Add = builder => builder.AddOpenAI(),
        Endpoint = server => new Uri(server, "v1"),
        Reading = new OpenAIChatReading(),
        Errors = WireErrors.OpenAI,
        KeyVariable = "OPENAI_API_KEY",
        Dropped = ["TopK"],
        Exception = typeof(ClientResultException),
    };

    public static WireAdapter[] All { get; } =
    [
        OpenAIChat,
        OpenAIChat with
        {
            Name = "OpenAI Responses",
            Api = WireApi.OpenAIResponses,
            Path = "/v1/responses",
            Settings = new Dictionary<string, string?> { ["Api"] = "Responses" },
            Reading = new OpenAIResponsesReading(),
            Dropped = ["TopK", "Seed", "FrequencyPenalty", "PresencePenalty", "StopSequences"],
        },
        OpenAIChat with
        {
            Name = "OpenRouter",
            Type = "OpenAICompatible",
            Add = builder => builder.AddOpenAICompatible(),
            Settings = new Dictionary<string, string?> { ["Preset"] = "OpenRouter" },
            KeyVariable = "OPENROUTER_API_KEY",
            Dropped = [],
        },
    ];
}
