using AiGateway.Client.Tests.Conformance.Readings;
using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The adapter of this package.</summary>
internal static class WireAdapters
{
    public static WireAdapter[] All { get; } =
    [
        new()
        {
            Name = "Ollama",
            Type = "Ollama",
            Api = WireApi.Ollama,
            Path = "/api/chat",
            Add = builder => builder.AddOllama(),
            Endpoint = server => server,
            Reading = new OllamaReading(),
            Errors = WireErrors.Ollama,
            DetailedUsage = false,
            ImageAddresses = false,
            SaysFiltered = false,
            Exception = typeof(HttpRequestException),
        },
    ];
}
