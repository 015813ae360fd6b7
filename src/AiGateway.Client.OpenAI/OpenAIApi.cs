namespace AiGateway.Client.Providers;

/// <summary>The API through which a provider that speaks OpenAI's protocol is asked.</summary>
public enum OpenAIApi
{
    /// <summary>Chat completions: what every such endpoint has.</summary>
    ChatCompletions,

    /// <summary>Responses: OpenAI's newer API.</summary>
    Responses,
}
