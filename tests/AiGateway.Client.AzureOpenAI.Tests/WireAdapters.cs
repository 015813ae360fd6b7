using System.ClientModel;
using AiGateway.Client.Tests.Conformance.Readings;
using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The adapter of this package, with a key.</summary>
internal static class WireAdapters
{
    public static WireAdapter[] All { get; } =
    [
        new()
        {
            Name = "Azure OpenAI",
            Type = "AzureOpenAI",
            Api = WireApi.AzureChat,
            Path = "/openai/v1/chat/completions",
            Add = builder => builder.AddAzureOpenAI(),
            Endpoint = server => server,
            Settings = new Dictionary<string, string?> { ["Authentication"] = "ApiKey" },
            Reading = new OpenAIChatReading(),
            Errors = WireErrors.Azure,
            KeyHeader = "api-key",
            KeyScheme = "",
            KeyVariable = "AZURE_OPENAI_API_KEY",
            Dropped = ["TopK"],
            Exception = typeof(ClientResultException),
        },
    ];
}
