namespace AiGateway.Client.Wire;

/// <summary>What the server took a request for, by its path.</summary>
public enum WireApi
{
    /// <summary>No path that the server serves.</summary>
    Unknown,

    /// <summary><c>POST /v1/chat/completions</c>.</summary>
    OpenAIChat,

    /// <summary><c>POST /v1/responses</c>.</summary>
    OpenAIResponses,

    /// <summary><c>POST /openai/v1/chat/completions</c>.</summary>
    AzureChat,

    /// <summary><c>POST /openai/v1/responses</c>.</summary>
    AzureResponses,

    /// <summary><c>POST /v1/messages</c>.</summary>
    Anthropic,

    /// <summary><c>POST /api/chat</c>.</summary>
    Ollama,
}
