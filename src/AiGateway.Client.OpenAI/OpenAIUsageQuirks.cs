namespace AiGateway.Client.Providers;

/// <summary>How an endpoint's usage differs from OpenAI's, where reasoning is part of the output and the cost is not told.</summary>
[Flags]
internal enum OpenAIUsageQuirks
{
    /// <summary>As OpenAI's.</summary>
    None = 0,

    /// <summary>Reasoning tokens come on top of the output tokens.</summary>
    ReasoningOutsideOutput = 1,

    /// <summary>Thinking may be missing from the output: it shows as a gap between the total and its parts.</summary>
    ThoughtsOnlyInTotal = 2,

    /// <summary>The usage object says what the request cost.</summary>
    TellsCost = 4,
}
