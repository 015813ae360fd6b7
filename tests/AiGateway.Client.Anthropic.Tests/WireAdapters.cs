using AiGateway.Client.Tests.Conformance.Readings;
using AiGateway.Client.Wire;
using Anthropic.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>The adapter of this package.</summary>
internal static class WireAdapters
{
    public static WireAdapter[] All { get; } =
    [
        new()
        {
            Name = "Anthropic",
            Type = "Anthropic",
            Api = WireApi.Anthropic,
            Path = "/v1/messages",
            Add = builder => builder.AddAnthropic(),
            Endpoint = server => server,
            Reading = new AnthropicReading(),
            Errors = WireErrors.Anthropic,
            KeyHeader = "x-api-key",
            KeyScheme = "",
            KeyVariable = "ANTHROPIC_API_KEY",
            Dropped = ["Temperature", "TopP", "TopK", "Seed", "FrequencyPenalty", "PresencePenalty"],
            UsageMayBeAbsent = false,
            Exception = typeof(AnthropicApiException),
        },
    ];
}
