namespace AiGateway.Client.Wire.Formats;

/// <summary>Finds the format of a request.</summary>
internal static class WireFormats
{
    private static readonly OpenAIChatFormat OpenAIChat = new(new OpenAIDialect());
    private static readonly OpenAIChatFormat AzureChat = new(new AzureDialect());
    private static readonly OpenAIResponsesFormat OpenAIResponses = new(new OpenAIDialect());
    private static readonly OpenAIResponsesFormat AzureResponses = new(new AzureDialect());
    private static readonly AnthropicFormat Anthropic = new();
    private static readonly OllamaFormat Ollama = new();

    /// <summary>Finds the format; for an unknown path that of the vendor whose paths look most like it.</summary>
    public static IWireFormat Of(WireApi api, string path) => api switch
    {
        WireApi.OpenAIChat => OpenAIChat,
        WireApi.OpenAIResponses => OpenAIResponses,
        WireApi.AzureChat => AzureChat,
        WireApi.AzureResponses => AzureResponses,
        WireApi.Anthropic => Anthropic,
        WireApi.Ollama => Ollama,
        _ when path.StartsWith("/openai/", StringComparison.OrdinalIgnoreCase) => AzureChat,
        _ when path.StartsWith("/v1/messages", StringComparison.OrdinalIgnoreCase) => Anthropic,
        _ when path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) => Ollama,
        _ => OpenAIChat,
    };
}
