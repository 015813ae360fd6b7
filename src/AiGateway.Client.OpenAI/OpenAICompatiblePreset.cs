namespace AiGateway.Client.Providers;

/// <summary>Endpoints that speak OpenAI's protocol and whose address, key variable and peculiarities are known.</summary>
public enum OpenAICompatiblePreset
{
    /// <summary>Google's Gemini API; key in <c>GEMINI_API_KEY</c>. Source: Google's "OpenAI compatibility" page.</summary>
    Gemini,

    /// <summary>
    /// Mistral; key in <c>MISTRAL_API_KEY</c>. It refuses fields it does not know: the seed is called <c>random_seed</c>, the limit <c>max_tokens</c>, and
    /// streaming usage comes unasked. Source: Mistral's "Chat completion" reference.
    /// </summary>
    Mistral,

    /// <summary>Groq; key in <c>GROQ_API_KEY</c>. It refuses named messages. Source: Groq's "OpenAI compatibility" page.</summary>
    Groq,

    /// <summary>
    /// DeepSeek; key in <c>DEEPSEEK_API_KEY</c>. Its models think by default, and then temperature and penalties have no effect; JSON only without a
    /// schema. Sources: DeepSeek's "Thinking mode" and "JSON output" guides.
    /// </summary>
    DeepSeek,

    /// <summary>
    /// xAI; key in <c>XAI_API_KEY</c>. Reasoning models refuse penalties and stop sequences, and count reasoning outside the output. Sources: xAI's
    /// "Reasoning" guide and "Comparison with Chat Completions API" page.
    /// </summary>
    XAI,

    /// <summary>
    /// OpenRouter; key in <c>OPENROUTER_API_KEY</c>. Errors of the model behind it arrive in a 200, and usage tells the cost. Sources: OpenRouter's
    /// "API reference" and "Errors and debugging" pages.
    /// </summary>
    OpenRouter,

    /// <summary>Together AI; key in <c>TOGETHER_API_KEY</c>. Source: Together's "OpenAI compatibility" page.</summary>
    Together,

    /// <summary>Fireworks AI; key in <c>FIREWORKS_API_KEY</c>. Source: Fireworks' "OpenAI compatibility" page.</summary>
    Fireworks,

    /// <summary>
    /// Perplexity's Agent API, which is of the Responses kind; key in <c>PERPLEXITY_API_KEY</c>. Usage tells the cost. Sources: Perplexity's "OpenAI
    /// compatibility" and "Migrate from Sonar" pages.
    /// </summary>
    Perplexity,

    /// <summary>
    /// Amazon Bedrock in the AWS region that the provider's <c>Region</c> names; a Bedrock API key in <c>AWS_BEARER_TOKEN_BEDROCK</c>. Source: AWS'
    /// "Invoke a model with the OpenAI Chat Completions API" page.
    /// </summary>
    Bedrock,

    /// <summary>A local vLLM server; no key needed. It takes <c>top_k</c>. Source: vLLM's "OpenAI-compatible server" page.</summary>
    VLLM,

    /// <summary>
    /// A local LM Studio server; no key needed. It takes <c>top_k</c>, calls the limit <c>max_tokens</c>, and refuses JSON without a schema. Sources: LM
    /// Studio's "Chat completions" and "Structured output" pages.
    /// </summary>
    LMStudio,

    /// <summary>A local llama.cpp server; no key needed. It takes <c>top_k</c>. Source: the README of llama.cpp's server.</summary>
    LlamaCpp,
}
