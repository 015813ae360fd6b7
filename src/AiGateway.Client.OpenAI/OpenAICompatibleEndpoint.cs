using System.Collections.Frozen;

namespace AiGateway.Client.Providers;

/// <summary>What is known of one endpoint that speaks OpenAI's protocol. The sources are named at <see cref="OpenAICompatiblePreset"/>.</summary>
internal sealed record OpenAICompatibleEndpoint
{
    /// <summary>Stands in an address for the provider's region.</summary>
    public const string RegionPlaceholder = "{region}";

    /// <summary>An endpoint of which nothing is known.</summary>
    public static readonly OpenAICompatibleEndpoint Unknown = new() { TelemetryName = "openai" };

    private static readonly FrozenDictionary<OpenAICompatiblePreset, OpenAICompatibleEndpoint> Presets = new Dictionary<OpenAICompatiblePreset, OpenAICompatibleEndpoint>
    {
        [OpenAICompatiblePreset.Gemini] = new()
        {
            TelemetryName = "gcp.gemini",
            Vendor = "google",
            Address = "https://generativelanguage.googleapis.com/v1beta/openai",
            ApiKeyVariable = "GEMINI_API_KEY",
            Usage = OpenAIUsageQuirks.ThoughtsOnlyInTotal,
        },
        [OpenAICompatiblePreset.Mistral] = new()
        {
            TelemetryName = "mistral_ai",
            Vendor = "mistral",
            Address = "https://api.mistral.ai/v1",
            ApiKeyVariable = "MISTRAL_API_KEY",
            UsesMaxTokens = true,
            UsesRandomSeed = true,
            TakesStreamOptions = false,
        },
        [OpenAICompatiblePreset.Groq] = new()
        {
            TelemetryName = "groq",
            Vendor = "groq",
            Address = "https://api.groq.com/openai/v1",
            ApiKeyVariable = "GROQ_API_KEY",
            TakesNames = false,
        },
        [OpenAICompatiblePreset.DeepSeek] = new()
        {
            TelemetryName = "deepseek",
            Vendor = "deepseek",
            Address = "https://api.deepseek.com",
            ApiKeyVariable = "DEEPSEEK_API_KEY",
            UsesMaxTokens = true,
            Ignored = ChatOptionKinds.Temperature | ChatOptionKinds.FrequencyPenalty | ChatOptionKinds.PresencePenalty,
            Capabilities = new() { JsonSchema = false },
        },
        [OpenAICompatiblePreset.XAI] = new()
        {
            TelemetryName = "x_ai",
            Vendor = "xai",
            Address = "https://api.x.ai/v1",
            ApiKeyVariable = "XAI_API_KEY",
            UsesMaxTokens = true,
            Refused = ChatOptionKinds.FrequencyPenalty | ChatOptionKinds.PresencePenalty | ChatOptionKinds.StopSequences,
            RefusesNothingFrom = "non-reasoning",
            Usage = OpenAIUsageQuirks.ReasoningOutsideOutput,
        },
        [OpenAICompatiblePreset.OpenRouter] = new()
        {
            TelemetryName = "openrouter",
            Vendor = "openrouter",
            Address = "https://openrouter.ai/api/v1",
            ApiKeyVariable = "OPENROUTER_API_KEY",
            UsesMaxTokens = true,
            TakesTopK = true,
            Usage = OpenAIUsageQuirks.TellsCost,
        },
        [OpenAICompatiblePreset.Together] = new()
        {
            TelemetryName = "together_ai",
            Vendor = "together",
            Address = "https://api.together.ai/v1",
            ApiKeyVariable = "TOGETHER_API_KEY",
        },
        [OpenAICompatiblePreset.Fireworks] = new()
        {
            TelemetryName = "fireworks_ai",
            Vendor = "fireworks",
            Address = "https://api.fireworks.ai/inference/v1",
            ApiKeyVariable = "FIREWORKS_API_KEY",
        },
        [OpenAICompatiblePreset.Perplexity] = new()
        {
            TelemetryName = "perplexity",
            Vendor = "perplexity",
            Address = "https://api.perplexity.ai/v1",
            ApiKeyVariable = "PERPLEXITY_API_KEY",
            Api = OpenAIApi.Responses,
            Usage = OpenAIUsageQuirks.TellsCost,
        },
        [OpenAICompatiblePreset.Bedrock] = new()
        {
            TelemetryName = "aws.bedrock",
            Vendor = "aws-bedrock",
            Address = $"https://bedrock-runtime.{RegionPlaceholder}.amazonaws.com/openai/v1",
            ApiKeyVariable = "AWS_BEARER_TOKEN_BEDROCK",
        },
        [OpenAICompatiblePreset.VLLM] = new() { TelemetryName = "vllm", IsLocal = true, Address = "http://localhost:8000/v1", TakesTopK = true },
        [OpenAICompatiblePreset.LMStudio] = new()
        {
            TelemetryName = "lm_studio",
            IsLocal = true,
            Address = "http://localhost:1234/v1",
            UsesMaxTokens = true,
            TakesTopK = true,
            Refused = ChatOptionKinds.JsonWithoutSchema,
        },
        [OpenAICompatiblePreset.LlamaCpp] = new() { TelemetryName = "llama_cpp", IsLocal = true, Address = "http://localhost:8080/v1", UsesMaxTokens = true, TakesTopK = true },
    }.ToFrozenDictionary();

    /// <summary>Gets the name under which telemetry knows the vendor; of the OpenTelemetry GenAI conventions where they have one.</summary>
    public required string TelemetryName { get; init; }

    /// <summary>Gets the vendor's name in price lists; <see langword="null"/> where the model's own name must do.</summary>
    public string? Vendor { get; init; }

    /// <summary>Gets a value indicating whether it is a server on a machine of one's own, where requests cost nothing.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Gets the public address, or that of a local server.</summary>
    public string? Address { get; init; }

    /// <summary>Gets the environment variable in which the vendor's documentation puts the key; <see langword="null"/> when none is needed.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>Gets the API to ask through unless configured.</summary>
    public OpenAIApi Api { get; init; }

    /// <summary>Gets the options that the endpoint takes, but that have no effect.</summary>
    public ChatOptionKinds Ignored { get; init; }

    /// <summary>Gets the options that the endpoint answers with an error. They are left out.</summary>
    public ChatOptionKinds Refused { get; init; }

    /// <summary>Gets a part of the names of models that do take the refused options.</summary>
    public string? RefusesNothingFrom { get; init; }

    /// <summary>Gets a value indicating whether the output limit is called <c>max_tokens</c> instead of <c>max_completion_tokens</c>.</summary>
    public bool UsesMaxTokens { get; init; }

    /// <summary>Gets a value indicating whether the seed is called <c>random_seed</c>.</summary>
    public bool UsesRandomSeed { get; init; }

    /// <summary>Gets a value indicating whether <c>top_k</c> is taken, which OpenAI's protocol lacks.</summary>
    public bool TakesTopK { get; init; }

    /// <summary>Gets a value indicating whether <c>stream_options</c> is taken, with which usage is asked for.</summary>
    public bool TakesStreamOptions { get; init; } = true;

    /// <summary>Gets a value indicating whether messages may have the name of their author.</summary>
    public bool TakesNames { get; init; } = true;

    /// <summary>Gets what the endpoint can do with any model.</summary>
    public ProviderCapabilities Capabilities { get; init; } = new();

    /// <summary>Gets how its usage differs.</summary>
    public OpenAIUsageQuirks Usage { get; init; }

    public static OpenAICompatibleEndpoint Of(OpenAICompatiblePreset? preset) =>
        preset is { } known && Presets.TryGetValue(known, out var endpoint) ? endpoint : Unknown;

    /// <summary>Gets the options that the endpoint refuses from a model.</summary>
    public ChatOptionKinds RefusedFrom(string model) =>
        RefusesNothingFrom is { } exempt && model.Contains(exempt, StringComparison.OrdinalIgnoreCase) ? ChatOptionKinds.None : Refused;
}
