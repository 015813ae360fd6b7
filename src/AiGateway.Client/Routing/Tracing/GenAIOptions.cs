using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>The options that telemetry sees. They lead to the call itself.</summary>
internal sealed class GenAIOptions : ChatOptions
{
    private readonly GenAICall _call;

    /// <summary>Initializes a new instance of the <see cref="GenAIOptions"/> class with everything.</summary>
    public GenAIOptions(GenAICall call, ChatOptions? seen)
        : base(seen) => _call = call;

    /// <summary>Makes options with numbers and names, and no text of a caller's.</summary>
    public static GenAIOptions WithoutText(GenAICall call, ChatOptions? options) => new(call, null)
    {
        ModelId = options?.ModelId,
        MaxOutputTokens = options?.MaxOutputTokens,
        Temperature = options?.Temperature,
        TopP = options?.TopP,
        TopK = options?.TopK,
        FrequencyPenalty = options?.FrequencyPenalty,
        PresencePenalty = options?.PresencePenalty,
        Seed = options?.Seed,
        ResponseFormat = options?.ResponseFormat is ChatResponseFormatJson ? ChatResponseFormat.Json : options?.ResponseFormat,
    };

    public static GenAICall CallOf(ChatOptions? options) => options is GenAIOptions own
        ? own._call
        : throw new InvalidOperationException("Telemetry did not pass the options on that it was given.");

    public override ChatOptions Clone() => new GenAIOptions(_call, this);
}
