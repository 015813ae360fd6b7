using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>A set of the options that a request may carry: those that an adapter, or the endpoint behind it, leaves out without a word.</summary>
[Flags]
public enum ChatOptionKinds
{
    /// <summary>No option.</summary>
    None = 0,

    /// <summary><see cref="ChatOptions.Temperature"/>.</summary>
    Temperature = 1,

    /// <summary><see cref="ChatOptions.TopP"/>.</summary>
    TopP = 1 << 1,

    /// <summary><see cref="ChatOptions.TopK"/>.</summary>
    TopK = 1 << 2,

    /// <summary><see cref="ChatOptions.Seed"/>.</summary>
    Seed = 1 << 3,

    /// <summary><see cref="ChatOptions.FrequencyPenalty"/>.</summary>
    FrequencyPenalty = 1 << 4,

    /// <summary><see cref="ChatOptions.PresencePenalty"/>.</summary>
    PresencePenalty = 1 << 5,

    /// <summary><see cref="ChatOptions.StopSequences"/>.</summary>
    StopSequences = 1 << 6,

    /// <summary><see cref="ChatOptions.MaxOutputTokens"/>.</summary>
    MaxOutputTokens = 1 << 7,

    /// <summary><see cref="ChatOptions.ResponseFormat"/> asking for JSON without a schema.</summary>
    JsonWithoutSchema = 1 << 8,

    /// <summary><see cref="ChatOptions.ResponseFormat"/> asking for JSON by a schema.</summary>
    JsonSchema = 1 << 9,

    /// <summary><see cref="ChatOptions.ToolMode"/> other than automatic.</summary>
    ToolMode = 1 << 10,

    /// <summary><see cref="ChatOptions.AllowMultipleToolCalls"/>.</summary>
    AllowMultipleToolCalls = 1 << 11,

    /// <summary><see cref="ChatOptions.ConversationId"/>.</summary>
    ConversationId = 1 << 12,

    /// <summary>The effort of <see cref="ChatOptions.Reasoning"/>.</summary>
    ReasoningEffort = 1 << 13,

    /// <summary>The output of <see cref="ChatOptions.Reasoning"/>.</summary>
    ReasoningOutput = 1 << 14,

    /// <summary><c>ChatOptions.AllowBackgroundResponses</c>.</summary>
    BackgroundResponses = 1 << 15,
}
